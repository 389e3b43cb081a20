// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The desk of somebody who orders and activates codes. Thread-safe.
public final class MarkPages {
    private static final int ORDERS_SHOWN = 20;

    private final Marks marks;
    private final MarkCodes codes;
    private final String origin;

    /// Pages of marks.
    ///
    /// @param origin what the links of codes begin with, without a slash at the end
    public MarkPages(Marks marks, MarkCodes codes, String origin) {
        this.marks = marks;
        this.codes = codes;
        this.origin = origin;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        routes.get("/desk/mark", makers, this::orders);
        routes.post("/desk/mark", Access.of(Role.OWNER), this::order);
        routes.get("/desk/mark/{id}", makers, this::show);
        routes.get("/desk/mark/{id}/codes.csv", makers, this::download);
        routes.post("/desk/mark/{id}/activate", makers, this::activate);
        routes.post("/desk/mark/{id}/void", makers, this::spoil);
    }

    private Response orders(Request request) {
        List<MarkOrder> page =
                marks.list(
                        request.signedIn(),
                        request.query("before", UUID::fromString),
                        ORDERS_SHOWN);
        String next = page.size() == ORDERS_SHOWN ? page.getLast().id().toString() : "";
        return request.page("mark/orders", Map.of("orders", page, "next", next));
    }

    private Response order(Request request) {
        Marks.Placed placed = MarkApi.order(marks, request);
        return Response.seeOther("/desk/mark/" + placed.order().id());
    }

    private Response show(Request request) {
        int after = (int) request.query("after", 0, 0, MarkOrder.COUNT_MAX);
        Marks.Account account = marks.account(request.signedIn(), request.id("id"), after);
        int free = account.ranges().isEmpty() ? 1 : account.ranges().getLast().last() + 1;
        return request.page(
                "mark/order",
                Map.of("account", account, "nextFree", Math.min(free, account.order().count())));
    }

    private Response download(Request request) {
        MarkOrder order = marks.show(request.signedIn(), request.id("id"));
        return MarkApi.download(order, codes, origin);
    }

    private Response activate(Request request) {
        MarkRange range = MarkApi.activate(marks, request);
        return Response.seeOther("/desk/mark/" + range.order());
    }

    private Response spoil(Request request) {
        MarkRange range = MarkApi.spoil(marks, request);
        return Response.seeOther("/desk/mark/" + range.order());
    }
}
