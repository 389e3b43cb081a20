// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A log served over HTTP.
///
/// No answer is read past the size its file can have, packed or unpacked, and none is waited for
/// longer than the time-out, which covers the whole exchange. Redirects follow the client's
/// setting. As thread-safe as the client, which is the caller's and stays open.
///
/// Standard: C2SP tlog-tiles, APIs.
public final class HttpLog implements LogSource {
    private final HttpClient client;
    private final URI prefix;
    private final Duration timeout;

    /// Reads below `prefix`, for example `https://log.example/2026/`.
    ///
    /// @param timeout for one file, from the request to the last byte
    public HttpLog(HttpClient client, URI prefix, Duration timeout) {
        this.client = client;
        this.prefix = Http.prefix(prefix);
        this.timeout = timeout;
    }

    @Override
    public byte[] checkpoint() {
        return get(CHECKPOINT, SignedNote.BYTES_MAX)
                .orElseThrow(() -> new Unavailable("no checkpoint at " + prefix));
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        return get(path.toString(), path.bytesMax());
    }

    private Optional<byte[]> get(String path, int bytesMax) {
        HttpRequest request =
                HttpRequest.newBuilder(prefix.resolve(path))
                        .header("Accept-Encoding", "gzip, identity")
                        .build();
        // What cannot be packed grows when packed, by a few bytes in 16 KiB.
        long bodyBytesMax = bytesMax + bytesMax / 1024 + 1024L;
        BodyHandler<byte[]> body = Http.bodyOf(Set.of(200), bodyBytesMax);
        HttpResponse<byte[]> response = Http.send(client, request, body, timeout);
        return switch (response.statusCode()) {
            case 200 -> Optional.of(unpack(response, path, bytesMax));
            case 404, 410 -> Optional.empty();
            default -> {
                throw new Unavailable(
                        "%s answered %d".formatted(request.uri(), response.statusCode()));
            }
        };
    }

    private static byte[] unpack(HttpResponse<byte[]> response, String path, int bytesMax) {
        byte[] bytes = response.body();
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (encoding.equalsIgnoreCase("gzip")) {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = gzip.readNBytes(bytesMax + 1);
            } catch (IOException e) {
                throw new Faulty(path, "is not gzip as announced: " + e.getMessage());
            }
        } else if (!encoding.equalsIgnoreCase("identity")) {
            throw new Unavailable("%s came as %s".formatted(response.uri(), Text.quote(encoding)));
        }
        if (bytes.length > bytesMax) {
            throw new Faulty(path, "longer than %d bytes".formatted(bytesMax));
        }
        return bytes;
    }
}
