// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Small answers over HTTP, with limits on time and length.
final class Web {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Web() {}

    static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    /// Fetches whatever is answered, up to a limit.
    static HttpResponse<byte[]> get(HttpClient client, URI address, long bytesMax) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            return client.send(
                    request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
        } catch (IOException e) {
            throw new Unavailable("cannot reach %s: %s".formatted(address, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted at " + address, e);
        }
    }
}
