// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Throws mutated requests at every route: none may be answered with a 5xx but 503, and the server
/// stays up. The seed is printed; `-Dtouchstone.seed=N` plays it again.
class FuzzTest {
    private static final int REQUESTS = 20_000;
    private static final int THREADS = 4;
    private static final List<String> VALUES =
            List.of(
                    "''; drop table account; --",
                    "<script>alert(1)</script>",
                    "%00",
                    "%C3%28",
                    "../../../../etc/passwd",
                    "9".repeat(400),
                    "\u202Eevil",
                    "{{7*7}}",
                    "${jndi:ldap://x}",
                    "-1",
                    "NaN",
                    "null",
                    "true",
                    "😀".repeat(40),
                    "01900000-0000-7000-8000-000000000000",
                    "06901234567892",
                    "[]",
                    "");

    private static TestApp app;
    private static Actor operator;
    private static Actor owner;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        operator = app.operator();
        owner = app.of(app.enterprise("91999999MA00000154"), Role.OWNER);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void twentyThousandMutatedRequestsBreakNothing() throws Exception {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("FuzzTest seed " + seed);
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        int[] answered = new int[THREADS];
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                running.add(
                        threads.submit(
                                () -> {
                                    answered[thread] = run(new Random(seed + thread), wrong);
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed, e);
        }
        assertThat(wrong).as("seed %d", seed).isEmpty();
        assertThat(answered[0] + answered[1] + answered[2] + answered[3])
                .isGreaterThan(REQUESTS / 2);
        assertThat(app.anybody().get("/health/ready").status()).isEqualTo(200);
    }

    private static int run(Random random, List<String> wrong) throws IOException {
        List<Route> routes = app.app().routes();
        int answered = 0;
        for (int i = 0; i < REQUESTS / THREADS; i++) {
            byte[] request = request(routes.get(random.nextInt(routes.size())), random);
            RawHttp.Answer answer = RawHttp.send(app.app().port(), request);
            if (answer.status() != 0) {
                answered++;
            }
            if (answer.status() >= 500 && answer.status() != 503) {
                wrong.add(answer.status() + " for " + printable(request));
            }
        }
        return answered;
    }

    private static byte[] request(Route route, Random random) throws IOException {
        String path = route.template();
        while (path.contains("{")) {
            path =
                    path.replaceFirst(
                            "\\{[^}]*}", encode(VALUES.get(random.nextInt(VALUES.size()))));
        }
        if (random.nextInt(3) == 0) {
            path += "?" + pick(random, "q", "after", "limit", "lang", "year", "next") + "=";
            path += encode(VALUES.get(random.nextInt(VALUES.size())));
        }
        String body = body(random);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder();
        String method = random.nextInt(20) == 0 ? pick(random, "PUT", "HEAD", "X") : route.method();
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Connection: close\r\n");
        head.append("Accept: ").append(pick(random, "application/json", "text/html", "*/*"));
        head.append("\r\nAccept-Language: ").append(pick(random, "en", "zh-CN", "x;q=,,", "*"));
        Actor actor = random.nextInt(2) == 0 ? operator : owner;
        if (random.nextInt(4) > 0) {
            head.append("\r\nCookie: ").append(actor.cookie());
            head.append("\r\nX-Page-Token: ").append(actor.token());
        }
        if (method.equals("POST") || random.nextInt(10) == 0) {
            head.append("\r\nContent-Type: ")
                    .append(
                            pick(
                                    random,
                                    "application/json",
                                    "application/x-www-form-urlencoded",
                                    "text/csv",
                                    "text/plain"));
            int length = random.nextInt(20) == 0 ? random.nextInt(9_000) : bytes.length;
            head.append("\r\nContent-Length: ").append(length);
        } else {
            bytes = new byte[0];
        }
        head.append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.toString().getBytes(StandardCharsets.UTF_8));
        request.write(bytes);
        return mutated(request.toByteArray(), random);
    }

    private static String body(Random random) {
        StringBuilder json = new StringBuilder("{");
        int fields = random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            if (i > 0) {
                json.append(',');
            }
            json.append('"')
                    .append(
                            pick(
                                    random,
                                    "login",
                                    "password",
                                    "name",
                                    "gtin",
                                    "count",
                                    "roles",
                                    "nameZh",
                                    "creditCode",
                                    "number",
                                    "reason",
                                    "text",
                                    "x",
                                    "from"))
                    .append("\":");
            String value = VALUES.get(random.nextInt(VALUES.size()));
            switch (random.nextInt(5)) {
                case 0 -> json.append(random.nextInt());
                case 1 -> json.append("[\"").append(value).append("\"]");
                case 2 -> json.append("{\"a\":".repeat(random.nextInt(80))).append('1');
                case 3 -> json.append(value);
                default -> json.append('"').append(value).append('"');
            }
        }
        return random.nextInt(6) == 0 ? "login=a&password=%zz&x" : json.append('}').toString();
    }

    private static byte[] mutated(byte[] request, Random random) {
        int mutations = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        for (int i = 0; i < mutations; i++) {
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        return request;
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String encode(String text) {
        return text.startsWith("%")
                ? text
                : java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String printable(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~\r\n]", "?")
                .substring(0, Math.min(600, request.length));
    }
}
