// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The desk of somebody who orders and activates codes. Thread-safe.
public final class OrderPages {
    private static final int ORDERS_SHOWN = 20;

    private final Orders orders;
    private final MarkCodes codes;
    private final String origin;

    /// Pages of orders.
    ///
    /// @param origin what the links of codes begin with, without a slash at the end
    public OrderPages(Orders orders, MarkCodes codes, String origin) {
        this.orders = orders;
        this.codes = codes;
        this.origin = origin;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        routes.get("/desk/orders", makers, this::orders);
        routes.post("/desk/orders", Access.of(Role.OWNER), this::order);
        routes.get("/desk/orders/{id}", makers, this::show);
        routes.get("/desk/orders/{id}/codes.csv", makers, this::download);
        routes.post("/desk/orders/{id}/activate", makers, this::activate);
        routes.post("/desk/orders/{id}/void", makers, this::spoil);
    }

    private Response orders(Request request) {
        List<Order> page =
                orders.list(
                        request.signedIn(),
                        request.query("before", UUID::fromString),
                        ORDERS_SHOWN);
        String next = page.size() == ORDERS_SHOWN ? page.getLast().id().toString() : "";
        return request.page("order/orders", Map.of("orders", page, "next", next));
    }

    private Response order(Request request) {
        Orders.Placed placed = OrderApi.order(orders, request);
        return Response.seeOther("/desk/orders/" + placed.order().id());
    }

    private Response show(Request request) {
        int after = (int) request.query("after", 0, 0, Order.COUNT_MAX);
        Orders.Account account = orders.account(request.signedIn(), request.id("id"), after);
        int free = account.ranges().isEmpty() ? 1 : account.ranges().getLast().last() + 1;
        return request.page(
                "order/order",
                Map.of("account", account, "nextFree", Math.min(free, account.order().count())));
    }

    private Response download(Request request) {
        Order order = orders.show(request.signedIn(), request.id("id"));
        return OrderApi.download(order, codes, origin);
    }

    private Response activate(Request request) {
        Range range = OrderApi.activate(orders, request);
        return Response.seeOther("/desk/orders/" + range.order());
    }

    private Response spoil(Request request) {
        Range range = OrderApi.spoil(orders, request);
        return Response.seeOther("/desk/orders/" + range.order());
    }
}
