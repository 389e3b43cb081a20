// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The desk of somebody who orders and activates codes. Thread-safe.
public final class OrderPages {
    private static final int ORDERS_SHOWN = 20;

    private final Orders orders;
    private final Duration undoWindow;
    private final InstantSource clock;

    /// Pages of orders.
    ///
    /// @param undoWindow how long somebody may take back what he did
    public OrderPages(Orders orders, Duration undoWindow, InstantSource clock) {
        this.orders = orders;
        this.undoWindow = undoWindow;
        this.clock = clock;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access readers = Access.of(Role.OWNER, Role.QUALITY, Role.LINE);
        routes.get("/desk/orders", readers, this::orders);
        routes.post("/desk/orders", Access.of(Role.OWNER), this::order);
        routes.get("/desk/orders/{id}", readers, this::show);
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
        int after = (int) request.query("after", 0, 0, Assignment.COUNT_MAX);
        Orders.Account account = orders.account(request.signedIn(), request.id("id"), after);
        Caller caller = request.signedIn();
        Set<UUID> undoable =
                account.changes().stream()
                        .filter(c -> c.undo().mayBe(caller.account(), clock.instant(), undoWindow))
                        .map(Change::id)
                        .collect(Collectors.toSet());
        return request.page("order/order", Map.of("account", account, "undoable", undoable));
    }
}
