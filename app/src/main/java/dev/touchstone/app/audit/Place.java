// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.HttpLog;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.LogClient;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Where a log is: an address or a folder.
final class Place {
    static final String VKEY = "vkey";
    static final int VKEY_BYTES_MAX = 4_000;

    private static final int FILES_AHEAD = 64;

    private final LogSource source;
    private final Optional<HttpClient> client;
    private final URI prefix;
    private final Path folder;

    private Place(LogSource source, Optional<HttpClient> client, URI prefix, Path folder) {
        this.source = source;
        this.client = client;
        this.prefix = prefix;
        this.folder = folder;
    }

    /// Finds a log. An address may be that of the log itself, or of a server that has it at
    /// `/log`.
    static Place of(String text) {
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            Path folder = Path.of(text);
            return new Place(new LogFolder(folder), Optional.empty(), URI.create(""), folder);
        }
        HttpClient client = Web.client();
        URI prefix = prefix(client, text.replaceFirst("/+$", ""));
        LogSource log = new HttpLog(client, prefix, Web.TIMEOUT);
        return new Place(log, Optional.of(client), prefix, Path.of(""));
    }

    private static URI prefix(HttpClient client, String base) {
        URI below;
        try {
            below = URI.create(base + (base.endsWith("/log") ? "/" : "/log/"));
        } catch (IllegalArgumentException e) {
            throw new Unavailable("%s is no address".formatted(base), e);
        }
        if (base.endsWith("/log")) {
            return below;
        }
        URI checkpoint = below.resolve(LogSource.CHECKPOINT);
        int status = Web.get(client, checkpoint, SignedNote.BYTES_MAX).statusCode();
        return status == 404 || status == 410 ? URI.create(base + "/") : below;
    }

    LogSource source() {
        return source;
    }

    /// Returns the key that the log itself offers, which proves nothing about who runs it.
    Optional<String> offeredKey() {
        if (client.isEmpty()) {
            Path file = folder.resolve(VKEY);
            return Files.exists(file)
                    ? Optional.of(text(WholeFile.read(file, VKEY_BYTES_MAX)))
                    : Optional.empty();
        }
        HttpResponse<byte[]> answer = Web.get(client.get(), prefix.resolve(VKEY), VKEY_BYTES_MAX);
        return answer.statusCode() == 200 ? Optional.of(text(answer.body())) : Optional.empty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    /// Fetches the newest checkpoint, verified, and proved to continue the one kept from before.
    VerifiedCheckpoint newest(WitnessPolicy policy, Optional<VerifiedCheckpoint> kept) {
        try {
            return new LogClient(source, policy, kept).update();
        } catch (Malformed | Unverified e) {
            throw new Faulty(LogSource.CHECKPOINT, e.getMessage());
        }
    }

    LogAudit.Options reading(LongConsumer progress) {
        return new LogAudit.Options(FILES_AHEAD, progress);
    }
}
