// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// One kind of request under measurement. Thread-safe.
///
/// @param figure how it is called in the figures
/// @param bytes gives the next whole request
record SpineRequest(String figure, Supplier<byte[]> bytes) {
    private static final byte[] NOTHING = new byte[0];

    /// A page that is always the same.
    static SpineRequest page(String figure, URI server, String path) {
        return pages(figure, server, n -> path);
    }

    /// Pages by number.
    static SpineRequest pages(String figure, URI server, IntFunction<String> path) {
        return numbered(
                figure,
                n ->
                        Connection.request(
                                head("GET", path.apply(n), server)
                                        + "Accept: text/html,*/*\r\nAccept-Language: zh\r\n",
                                NOTHING));
    }

    /// JSON documents by number, each posted once.
    ///
    /// @param who header lines that say who asks
    static SpineRequest posts(
            String figure,
            URI server,
            IntFunction<String> path,
            IntFunction<String> who,
            IntFunction<String> body) {
        return numbered(
                figure,
                n -> {
                    byte[] content = body.apply(n).getBytes(StandardCharsets.UTF_8);
                    return Connection.request(
                            head("POST", path.apply(n), server)
                                    + who.apply(n)
                                    + "Accept: application/json\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: "
                                    + content.length
                                    + "\r\n",
                            content);
                });
    }

    private static SpineRequest numbered(String figure, IntFunction<byte[]> request) {
        AtomicInteger next = new AtomicInteger();
        return new SpineRequest(figure, () -> request.apply(next.getAndIncrement()));
    }

    private static String head(String method, String path, URI server) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n";
    }
}
