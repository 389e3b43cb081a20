// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Orders and codes for programs. Thread-safe.
public final class OrderApi {
    private final Orders orders;
    private final MarkCodes codes;
    private final String origin;

    /// An API of orders.
    ///
    /// @param origin what the links of codes begin with, without a slash at the end
    public OrderApi(Orders orders, MarkCodes codes, String origin) {
        this.orders = orders;
        this.codes = codes;
        this.origin = origin;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access owner = Access.of(Role.OWNER).withScope(Scope.MARK);
        Access makers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.MARK);
        routes.post("/api/orders", owner, this::order);
        routes.get("/api/orders", makers, this::list);
        routes.get("/api/orders/{id}", makers, this::show);
        routes.get("/api/orders/{id}/codes.csv", makers, this::download);
        routes.post("/api/orders/{id}/activate", makers, this::activate);
        routes.post("/api/orders/{id}/void", makers, this::spoil);
    }

    private Response order(Request request) {
        Orders.Placed placed = order(orders, request);
        Order order = placed.order();
        return Response.json(placed.isNew() ? 201 : 200, json(order))
                .header("Location", "/api/orders/" + order.id());
    }

    static Orders.Placed order(Orders orders, Request request) {
        Input input = request.input("gtin", "count", "externalId");
        return orders.order(
                request.signedIn(),
                input.parse("gtin", 14, Gtin::parse),
                (int) input.integer("count", 1, Order.COUNT_MAX),
                input.parse("externalId", Order.EXTERNAL_ID_LENGTH_MAX, OrderRules::externalId));
    }

    private Response list(Request request) {
        int limit = (int) request.query("limit", 20, 1, Orders.PAGE_MAX);
        List<Order> page =
                orders.list(request.signedIn(), request.query("before", UUID::fromString), limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("orders", page.stream().map(OrderApi::json).toList());
        if (page.size() == limit) {
            json.put("before", page.getLast().id().toString());
        }
        return Response.json(json);
    }

    private Response show(Request request) {
        int after = (int) request.query("after", 0, 0, Order.COUNT_MAX);
        Orders.Account account = orders.account(request.signedIn(), request.id("id"), after);
        Map<String, Object> json = json(account.order());
        json.put("active", account.tally().active());
        json.put("void", account.tally().spoiled());
        json.put("free", account.tally().free());
        json.put("ranges", account.ranges().stream().map(OrderApi::json).toList());
        if (account.ranges().size() == Orders.PAGE_MAX) {
            json.put("after", account.ranges().getLast().last());
        }
        return Response.json(json);
    }

    private Response download(Request request) {
        return download(orders.show(request.signedIn(), request.id("id")), codes, origin);
    }

    static Response download(Order order, MarkCodes codes, String origin) {
        CodeList list = new CodeList(codes, order, origin);
        return Response.stream("text/csv; charset=utf-8", list::write)
                .attachment("codes-" + order.id() + ".csv")
                .header("Cache-Control", "no-store");
    }

    private Response activate(Request request) {
        return Response.json(201, json(activate(orders, request)));
    }

    static Range activate(Orders orders, Request request) {
        Input input = request.input("from", "to", "lot");
        return orders.activate(
                request.signedIn(),
                request.id("id"),
                (int) input.integer("from", 1, Order.COUNT_MAX),
                (int) input.integer("to", 1, Order.COUNT_MAX),
                input.parse("lot", 20, LotNumber::new));
    }

    private Response spoil(Request request) {
        return Response.json(201, json(spoil(orders, request)));
    }

    static Range spoil(Orders orders, Request request) {
        Input input = request.input("from", "to", "reason");
        return orders.spoil(
                request.signedIn(),
                request.id("id"),
                (int) input.integer("from", 1, Order.COUNT_MAX),
                (int) input.integer("to", 1, Order.COUNT_MAX),
                input.text("reason", Range.REASON_LENGTH_MAX));
    }

    private static Map<String, Object> json(Order order) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", order.id().toString());
        json.put("gtin", order.gtin().digits());
        json.put("externalId", order.externalId());
        json.put("count", order.count());
        json.put("state", order.state().name());
        json.put("orderedAt", order.orderedAt().toString());
        json.put("codes", "/api/orders/" + order.id() + "/codes.csv");
        json.put("statement", order.statement().toString());
        json.put("proof", "/log/proof/" + order.statement());
        return json;
    }

    private static Map<String, Object> json(Range range) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("order", range.order().toString());
        json.put("from", range.first());
        json.put("to", range.last());
        json.put("count", range.count());
        json.put("state", range.state().name());
        if (!range.reason().isEmpty()) {
            json.put("reason", range.reason());
        }
        json.put("at", range.at().toString());
        json.put("statement", range.statement().toString());
        json.put("proof", "/log/proof/" + range.statement());
        return json;
    }
}
