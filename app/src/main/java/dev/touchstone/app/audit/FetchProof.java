// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone log proof`.
@Command(
        name = "proof",
        description = "Fetch a statement's proof from a server, check it, and keep it as a file.")
public final class FetchProof implements Callable<Integer> {
    private static final int WAIT_SECONDS_MAX = 3_600;
    private static final long STEP_SECONDS_MAX = 60;

    @Parameters(paramLabel = "ID", description = "the statement")
    private UUID id = new UUID(0, 0);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "where to keep it, as NAME.tlog-proof")
    private Path output = Path.of("");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the server (default: ${DEFAULT-VALUE})")
    private String url = "http://localhost:8080";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait for its publication (default: ${DEFAULT-VALUE})")
    private int waitSeconds = 30;

    @Option(names = "--force", description = "overwrite FILE")
    private boolean force;

    @Mixin private Trust trust = new Trust();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (waitSeconds < 0 || waitSeconds > WAIT_SECONDS_MAX) {
            throw trust.wrong("--wait takes 0 to 3600 seconds.");
        }
        if (Files.exists(output) && !force) {
            throw trust.wrong(output + " exists; take another name, or --force.");
        }
        try (HttpClient client = Web.client()) {
            Optional<byte[]> found = fetch(client);
            if (found.isEmpty()) {
                spec.commandLine().getErr().println("touchstone: no statement " + id + " there");
                return Failure.WRONG;
            }
            byte[] file = found.get();
            ProofFile proof = ProofFile.parse(file);
            ProofFile.Proven proven = proof.check(trust.policy(Place.of(url)::offeredKey));
            String stated = proven.statement().map(s -> s.path("id").asString("")).orElse("");
            if (!stated.isEmpty() && !stated.equals(id.toString())) {
                throw new Unverified("the proof is of statement " + stated);
            }
            WholeFile.write(output, file);
            CheckProof.print(spec.commandLine().getOut(), proven);
            spec.commandLine().getOut().println("kept in " + output);
            return Failure.DONE;
        } catch (TransparencyException e) {
            return Failure.tell(spec.commandLine().getErr(), e);
        }
    }

    private Optional<byte[]> fetch(HttpClient client) {
        String base = url.replaceFirst("/+$", "").replaceFirst("/log$", "");
        URI address;
        try {
            address = URI.create(base + "/log/proof/" + id + "?format=tlog-proof");
        } catch (IllegalArgumentException e) {
            throw trust.wrong("--url: " + e.getMessage());
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (true) {
            HttpResponse<byte[]> answer = Web.get(client, address, TlogProof.BYTES_MAX);
            switch (answer.statusCode()) {
                case 200 -> {
                    return Optional.of(answer.body());
                }
                case 202 -> waitBefore(deadline, retryAfterSeconds(answer));
                case 404 -> {
                    return Optional.empty();
                }
                default ->
                        throw new Unavailable(
                                "%s answered %d".formatted(address, answer.statusCode()));
            }
        }
    }

    private void waitBefore(long deadline, long seconds) {
        Duration step = Duration.ofSeconds(seconds);
        if (System.nanoTime() + step.toNanos() > deadline) {
            throw new Unavailable(
                    "statement %s is not published after %d s; it waits for its place in the log,"
                                    .formatted(id, waitSeconds)
                            + " or for witnesses");
        }
        try {
            Thread.sleep(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    private static long retryAfterSeconds(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Long::parseLong)
                .map(seconds -> Math.clamp(seconds, 1, STEP_SECONDS_MAX))
                .orElse(1L);
    }
}
