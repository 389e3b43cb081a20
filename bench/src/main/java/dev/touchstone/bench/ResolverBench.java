// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Redirects of the resolver: to the default link, by kind of link, and its linkset; beside the
/// same HTTP server with a single handler that redirects whatever comes. The load comes from the
/// same machine.
final class ResolverBench implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int OK = 200;
    private static final double REDIRECTS_MIN = 20_000;
    private static final String PEER = "a bare redirect of the same server";

    private final InstantSource clock;

    ResolverBench(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(folder -> measure(folder, settings, figures));
    }

    private void measure(Path folder, Settings settings, Figures figures) {
        double bare;
        List<String> command = PublicLogBench.child(BareRedirect.class, List.of(), List.of());
        try (ServerChild server = ServerChild.of(folder, command)) {
            bare = rate(server.address(), "/01/" + SpineData.GTIN, TEMPORARY_REDIRECT, settings);
            figures.figure("bare-redirect", bare, "requests/s");
        }
        List<String> serve =
                List.of("serve", "--port", "0", "--data", folder.resolve("data").toString());
        try (ServerChild server = ServerChild.start(folder, serve)) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            SpineData data = new SpineData(server, figures, today);
            link(data.owner(), "gs1:pip", true);
            link(data.owner(), "gs1:recipeInfo", false);
            URI address = server.address();
            String key = "/01/" + SpineData.GTIN;
            double redirects = rate(address, key + "/10/L1", TEMPORARY_REDIRECT, settings);
            figures.figure("redirects", redirects, "requests/s", redirects / bare, PEER);
            if (redirects < REDIRECTS_MIN) {
                figures.note("fewer than %.0f redirects a second".formatted(REDIRECTS_MIN));
            }
            String byKind = key + "/10/L1/21/S1?linkType=gs1:recipeInfo";
            double kinds = rate(address, byKind, TEMPORARY_REDIRECT, settings);
            figures.figure("redirects-by-kind", kinds, "requests/s", kinds / bare, PEER);
            double sets = rate(address, key + "?linkType=all", OK, settings);
            figures.figure("linksets", sets, "requests/s", sets / bare, PEER);
        }
    }

    private static void link(Visitor owner, String kind, boolean standard) {
        Visitor.Answer answer =
                owner.post(
                        "/api/links",
                        Map.of(
                                "anchor",
                                "/01/" + SpineData.GTIN,
                                "links",
                                List.of(
                                        Map.of(
                                                "linkType",
                                                kind,
                                                "href",
                                                "https://maker.example/" + kind.substring(4),
                                                "title",
                                                "Rice",
                                                "default",
                                                standard))));
        if (!answer.fine()) {
            throw new Bench.Broken("a link is refused: " + answer.text());
        }
    }

    private static double rate(URI server, String path, int status, Settings settings) {
        SpineRequest request = SpineRequest.page("redirect", server, path);
        Load.run(server, WARM_UP, request.bytes());
        Load.Result result = Load.run(server, settings.perFigure(), request.bytes());
        if (result.statuses().size() != 1 || !result.statuses().containsKey(status)) {
            throw new Bench.Broken(path + " answers " + result.statuses());
        }
        return result.perSecond();
    }
}
