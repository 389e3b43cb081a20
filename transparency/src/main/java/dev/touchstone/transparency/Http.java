// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One HTTP exchange with limits on its time and its length. Thread-safe.
public final class Http {
    private Http() {}

    /// Reads the body of answers with these statuses up to a limit, and no other body at all.
    static BodyHandler<byte[]> bodyOf(Set<Integer> statuses, long bytesMax) {
        BodyHandler<byte[]> limited = BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax);
        return answer ->
                statuses.contains(answer.statusCode())
                        ? limited.apply(answer)
                        : BodySubscribers.replacing(new byte[0]);
    }

    /// Fetches whatever is answered.
    ///
    /// @param bytesMax the longest body
    /// @param timeout for the whole answer, body included
    /// @throws Unavailable when nothing, too much or too slow an answer comes
    public static HttpResponse<byte[]> get(
            HttpClient client, URI address, long bytesMax, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).build();
        return send(
                client,
                request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax),
                timeout);
    }

    /// Sends a request and waits for the whole answer, body included, for `timeout` at most.
    static HttpResponse<byte[]> send(
            HttpClient client, HttpRequest request, BodyHandler<byte[]> body, Duration timeout) {
        String what = request.method() + " " + request.uri();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, body);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unavailable("%s failed: %s".formatted(what, e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unavailable("%s took longer than %s".formatted(what, timeout), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable(what + " was interrupted", e);
        }
    }

    /// Returns the prefix with exactly what [URI#resolve] needs to append to it: a final slash.
    static URI prefix(URI prefix) {
        String text = prefix.toString();
        return text.endsWith("/") ? prefix : URI.create(text + "/");
    }
}
