// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.operations;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// `/health/live`, `/health/ready` and `/metrics`. Thread-safe.
public final class Health {
    private final BooleanSupplier ready;
    private final PrometheusMeterRegistry meters;

    /// Health of one node.
    ///
    /// @param ready whether the database answers and the log has a checkpoint
    public Health(BooleanSupplier ready, PrometheusMeterRegistry meters) {
        this.ready = ready;
        this.meters = meters;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/health/live", Access.OPEN, request -> Response.json(Map.of("live", true)))
                .get("/health/ready", Access.OPEN, this::isReady)
                .get("/metrics", Access.OPEN, this::metrics);
    }

    private Response isReady(Request request) {
        if (!ready.getAsBoolean()) {
            throw new Refused(Code.UNAVAILABLE);
        }
        return Response.json(Map.of("ready", true));
    }

    private Response metrics(Request request) {
        return Response.text(meters.scrape());
    }
}
