// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Each request of an item's way, against a running server with its own database: rate and p99.
final class SpineBench implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    Path data = folder.resolve("data");
                    try (ServerChild server =
                            ServerChild.start(
                                    folder,
                                    List.of("serve", "--port", "0", "--data", data.toString()))) {
                        pages().forEach(
                                        (figure, path) ->
                                                get(
                                                        server.address(),
                                                        path,
                                                        figure,
                                                        settings,
                                                        figures));
                    }
                });
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("checkpoint", "/log/checkpoint");
        pages.put("sign-in-page", "/sign-in");
        return pages;
    }

    private static void get(
            URI address, String path, String figure, Settings settings, Figures figures) {
        String head =
                "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html,*/*\r\nAccept-Language: zh\r\n"
                        .formatted(path, address.getAuthority());
        byte[] request = Connection.request(head, new byte[0]);
        Load.run(address, WARM_UP, n -> request);
        Load.Result result = Load.run(address, settings.perFigure(), n -> request);
        if (result.statuses().keySet().stream().anyMatch(s -> s != 200)) {
            throw new Bench.Broken(path + " answered " + result.statuses());
        }
        figures.figure(figure, result.perSecond(), "requests/s");
        figures.figure(figure + "-p99", result.p99Millis(), "ms");
    }
}
