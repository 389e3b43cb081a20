// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.operations;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;

/// `/docs/api`, `/docs/openapi.json` and `/docs/problems`. Thread-safe.
public final class ApiPages {
    private final ApiDescription description;

    /// Pages over the description.
    public ApiPages(ApiDescription description) {
        this.description = description;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get(
                        "/docs/api",
                        Access.OPEN,
                        request ->
                                request.page(
                                        "operations/api",
                                        Map.of("operations", description.operations())))
                .get(
                        "/docs/openapi.json",
                        Access.OPEN,
                        request -> Response.json(description.document()))
                .get(
                        "/docs/problems",
                        Access.OPEN,
                        request ->
                                request.page(
                                        "operations/problems",
                                        Map.of("codes", List.of(Code.values()))));
    }
}
