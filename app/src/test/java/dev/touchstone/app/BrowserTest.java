// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What tests in a browser rest on.
class BrowserTest {
    private static final String FORM =
            "<!DOCTYPE html><h1>Before</h1><form method=post action=/slow><button>Go</button>";

    private static void answer(HttpExchange exchange, String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// A page that takes a second to come, with scripts and without.
    @Test
    void followingWaitsForASlowServer() throws IOException {
        Browser.require();
        CountDownLatch never = new CountDownLatch(1);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext("/", exchange -> answer(exchange, FORM));
        server.createContext(
                "/slow",
                exchange -> {
                    try {
                        never.await(1, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    answer(exchange, "<!DOCTYPE html><h1>After</h1>");
                });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Browser browser = Browser.start()) {
            server.setExecutor(threads);
            server.start();
            for (boolean scripts : new boolean[] {true, false}) {
                browser.scripts(scripts);
                browser.open("http://localhost:" + server.getAddress().getPort() + "/");
                assertThat(browser.text("h1")).isEqualTo("Before");
                browser.follow("button");
                assertThat(browser.text("h1")).isEqualTo("After");
            }
        } finally {
            server.stop(0);
        }
    }
}
