// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.Executors;

/// A real HTTP server on a free port, and a client for it.
final class HttpFixture implements AutoCloseable {
    final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    HttpFixture(Handler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler::handle);
        server.start();
    }

    URI uri(String prefix) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), prefix));
    }

    static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.stop(0);
    }
}
