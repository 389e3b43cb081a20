// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Each request of an item's way, against a running server with its own database: rate and p99.
final class SpineBench implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int CHECKED_ITEMS = 100;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final JsonMapper JSON = new JsonMapper();

    private final InstantSource clock;

    SpineBench(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    try (ServerChild server = ServerChild.start(folder, serve(folder))) {
                        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                        SpineData data = new SpineData(server, figures, today);
                        Stream.concat(
                                        reads(server.address(), data).stream(),
                                        writes(server.address(), data, today).stream())
                                .forEach(
                                        request ->
                                                measure(
                                                        server.address(),
                                                        request,
                                                        settings,
                                                        figures));
                    }
                });
    }

    private static List<String> serve(Path folder) {
        return List.of(
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--set",
                "limit.sign-ins.per-minute=1000000",
                "--set",
                "limit.reports.per-hour=1000000",
                "--set",
                "limit.checks.per-minute=100000000",
                "--set",
                "limit.checks.per-code=100000000");
    }

    private static List<SpineRequest> reads(URI server, SpineData data) {
        List<SpineRequest> reads = new ArrayList<>();
        reads.add(SpineRequest.page("dashboard-page", server, "/"));
        reads.add(SpineRequest.page("roll-page", server, "/roll"));
        data.certificate()
                .ifPresent(
                        number ->
                                reads.add(
                                        SpineRequest.page(
                                                "certificate-page",
                                                server,
                                                "/certificates/" + number)));
        reads.add(SpineRequest.page("product-page", server, "/products/" + SpineData.GTIN));
        List<String> items = data.items();
        if (!items.isEmpty()) {
            reads.add(SpineRequest.pages("verdict-page", server, n -> items.get(n % items.size())));
        }
        reads.add(SpineRequest.page("checkpoint", server, "/log/checkpoint"));
        reads.add(SpineRequest.page("tile", server, "/log/tile/0/000"));
        return reads;
    }

    private static List<SpineRequest> writes(URI server, SpineData data, LocalDate today) {
        List<SpineRequest> writes = new ArrayList<>();
        List<String> items = data.items();
        writes.add(
                posts(
                        "register-enterprise",
                        server,
                        "/api/enterprises",
                        data.operator(),
                        n -> SpineData.enterprise("MC", n % SyntheticCodes.NUMBER_MAX)));
        writes.add(
                posts(
                        "register-lot",
                        server,
                        "/api/products/" + SpineData.GTIN + "/lots",
                        data.quality(),
                        n -> SpineData.lot("B" + n, today)));
        writes.add(
                posts(
                        "order-codes",
                        server,
                        "/api/orders",
                        data.owner(),
                        n -> SpineTexts.order("B" + n, 1_000)));
        if (!items.isEmpty()) {
            writes.add(
                    SpineRequest.posts(
                            "epcis-capture",
                            server,
                            n -> "/epcis/capture",
                            n -> data.quality().headers(),
                            n -> SpineTexts.capture(n, items.get(n % items.size()))));
            writes.add(checks(server, data));
        }
        return writes;
    }

    private static SpineRequest posts(
            String figure, URI server, String path, Visitor who, IntFunction<Map<String, ?>> body) {
        return SpineRequest.posts(
                figure,
                server,
                n -> path,
                n -> who.headers(),
                n -> JSON.writeValueAsString(body.apply(n)));
    }

    /// Counted checks of many items, each with the token of its own page.
    private static SpineRequest checks(URI server, SpineData data) {
        List<String> items = data.items().subList(0, CHECKED_ITEMS);
        Visitor phone = data.anybody();
        List<String> tokens =
                items.stream()
                        .map(item -> phone.get(item).json().path("pageToken").asString(""))
                        .toList();
        return SpineRequest.posts(
                "counted-check",
                server,
                n -> items.get(n % items.size()),
                n -> "X-Page-Token: " + tokens.get(n % items.size()) + "\r\n",
                n -> "{}");
    }

    private static void measure(
            URI server, SpineRequest request, Settings settings, Figures figures) {
        int first = probe(server, request);
        if (first == NOT_FOUND) {
            figures.note(request.figure() + " left out: its address answers 404");
            return;
        }
        if (!fine(first)) {
            throw new Bench.Broken(request.figure() + " answers " + first);
        }
        Load.run(server, WARM_UP, request.bytes());
        Load.Result result = Load.run(server, settings.perFigure(), request.bytes());
        if (result.statuses().containsKey(TOO_MANY)) {
            figures.note(request.figure() + " left out: rate limited, " + result.statuses());
            return;
        }
        if (!result.statuses().keySet().stream().allMatch(SpineBench::fine)) {
            throw new Bench.Broken(request.figure() + " answers " + result.statuses());
        }
        figures.figure(request.figure(), result.perSecond(), "requests/s");
        figures.figure(request.figure() + "-p99", result.p99Millis(), "ms");
    }

    private static int probe(URI server, SpineRequest request) {
        try (Connection connection = new Connection(server)) {
            return connection.ask(request.bytes().get()).status();
        } catch (IOException e) {
            throw new Bench.Outage(request.figure() + " cannot be asked", e);
        }
    }

    private static boolean fine(int status) {
        return status >= 200 && status < 400;
    }
}
