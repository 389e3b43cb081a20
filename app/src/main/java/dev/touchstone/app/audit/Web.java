// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.Http;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
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
        return Http.get(client, address, bytesMax, TIMEOUT);
    }
}
