// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the forms of an order's page do. Thread-safe.
public final class LinePages {
    private final Lines lines;

    /// Pages of lines.
    public LinePages(Lines lines) {
        this.lines = lines;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access workers = Access.of(Role.OWNER, Role.QUALITY, Role.LINE);
        Access closers = Access.of(Role.OWNER, Role.QUALITY);
        String order = "/desk/orders/{id}";
        routes.get(order + "/verify-print", workers, this::verifyForm);
        routes.post(order + "/verify-print", workers, this::verifyPrint);
        routes.post(order + "/activate", workers, r -> back(LineApi.activate(lines, r).order()));
        routes.post(order + "/void", workers, r -> back(LineApi.spoil(lines, r).order()));
        routes.post(order + "/return", workers, r -> back(LineApi.giveBack(lines, r).order()));
        routes.post(
                order + "/changes/{change}/undo",
                workers,
                r -> back(LineApi.undo(lines, r).order()));
        routes.post(order + "/close", closers, r -> back(LineApi.close(lines, r).id()));
    }

    private static Response back(UUID order) {
        return Response.seeOther("/desk/orders/" + order);
    }

    private Response verifyForm(Request request) {
        return page(request, lines.show(request.signedIn(), request.id("id")).id(), List.of());
    }

    private Response verifyPrint(Request request) {
        UUID order = request.id("id");
        return page(request, order, LineApi.verifyPrint(lines, request));
    }

    private static Response page(Request request, UUID order, List<PrintCheck> checks) {
        Map<String, Object> model = Map.of("order", order.toString(), "checks", checks);
        return request.page("line/verify", model);
    }
}
