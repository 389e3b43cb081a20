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
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
        String text = prefix.toString();
        this.client = client;
        this.prefix = text.endsWith("/") ? prefix : URI.create(text + "/");
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
                        .timeout(timeout)
                        .build();
        // What cannot be packed grows when packed, by a few bytes in 16 KiB.
        long bodyBytesMax = bytesMax + bytesMax / 1024 + 1024L;
        BodyHandler<byte[]> whole = BodyHandlers.limiting(BodyHandlers.ofByteArray(), bodyBytesMax);
        BodyHandler<byte[]> body =
                answer ->
                        answer.statusCode() == 200
                                ? whole.apply(answer)
                                : BodySubscribers.replacing(new byte[0]);
        HttpResponse<byte[]> response = await(client.sendAsync(request, body), request.uri());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(unpack(response, path, bytesMax));
            case 404, 410 -> Optional.empty();
            default -> {
                throw new Unavailable(
                        "%s answered %d".formatted(request.uri(), response.statusCode()));
            }
        };
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, URI uri) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unavailable("GET %s failed: %s".formatted(uri, e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unavailable("GET %s took longer than %s".formatted(uri, timeout), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("GET %s was interrupted".formatted(uri), e);
        }
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
