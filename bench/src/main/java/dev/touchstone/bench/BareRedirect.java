// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The same HTTP server with one handler that redirects whatever is asked: what a redirect costs
/// at the least. Prints where it listens.
final class BareRedirect {
    private static final String READY = "/health/ready";

    private BareRedirect() {}

    /// Runs until it is ended.
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        WebServer server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(routing -> routing.any(BareRedirect::answer))
                        .build()
                        .start();
        out.println("listening on http://127.0.0.1:" + server.port());
    }

    private static void answer(ServerRequest request, ServerResponse response) {
        boolean ready = request.path().path().equals(READY);
        response.status(ready ? Status.OK_200 : Status.TEMPORARY_REDIRECT_307);
        response.header(HeaderNames.LOCATION, "https://maker.example/rice");
        response.send();
    }
}
