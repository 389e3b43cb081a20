// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.transparency.HttpLog;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone log`.
@Command(name = "log", description = "Check a public log from outside: log verify URL|DIR.")
final class LogCommand implements Runnable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int VKEY_LENGTH_MAX = 4_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, as: log verify URL");
    }

    @Command(
            name = "verify",
            description = "Download a whole log and recompute it from its entries.")
    int verify(
            @Parameters(paramLabel = "URL|DIR", description = "where the log is") String place,
            @Option(
                            names = "--key",
                            paramLabel = "VKEY",
                            description =
                                    "the log's public key; without it, the key the log itself"
                                            + " offers is used, and said so")
                    Optional<String> key) {
        boolean remote = place.startsWith("http://") || place.startsWith("https://");
        LogSource log;
        String vkey;
        if (remote) {
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            String base = place.replaceFirst("/+$", "");
            URI prefix = URI.create(base.endsWith("/log") ? base + "/" : base + "/log/");
            log = new HttpLog(client, prefix, TIMEOUT);
            vkey = key.orElseGet(() -> offeredKey(client, prefix));
        } else {
            log = new LogFolder(Path.of(place));
            vkey =
                    key.orElseThrow(
                            () ->
                                    new ParameterException(
                                            spec.commandLine(), "A folder needs --key VKEY."));
        }
        var out = spec.commandLine().getOut();
        if (key.isEmpty()) {
            out.println("key offered by the log itself, compare it with another source: " + vkey);
        }
        LogAudit.Report report = LogAudit.run(log, WitnessPolicy.ofLog(NoteVerifier.parse(vkey)));
        var checkpoint = report.checkpoint().checkpoint();
        out.println(
                "verified "
                        + checkpoint.origin()
                        + ": "
                        + report.entries()
                        + " entries, "
                        + report.files()
                        + " files, root "
                        + checkpoint.root().toBase64());
        return Touchstone.DONE;
    }

    private static String offeredKey(HttpClient client, URI prefix) {
        URI address = prefix.resolve("vkey");
        try {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 || response.body().length() > VKEY_LENGTH_MAX) {
                throw new TransparencyException.Unavailable(
                        "no key at " + address + ": HTTP " + response.statusCode());
            }
            return response.body().strip();
        } catch (IOException e) {
            throw new TransparencyException.Unavailable("cannot reach " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransparencyException.Unavailable("interrupted", e);
        }
    }
}
