// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.statistics;

import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;

/// The front page, and its figures for programs. Thread-safe.
public final class StatisticsPages {
    private final Statistics statistics;

    /// Pages over the figures.
    public StatisticsPages(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get(
                        "/",
                        Access.OPEN,
                        request ->
                                request.page(
                                        "statistics/dashboard",
                                        Map.of("figures", statistics.dashboard())))
                .get(
                        "/api/dashboard",
                        Access.OPEN,
                        request -> Response.json(statistics.dashboard()));
    }
}
