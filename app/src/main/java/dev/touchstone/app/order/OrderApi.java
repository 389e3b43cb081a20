// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.HiddenCodes;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Orders and codes for programs. Thread-safe.
public final class OrderApi {
    private final Orders orders;

    /// An API of orders.
    public OrderApi(Orders orders) {
        this.orders = orders;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access owner = Access.of(Role.OWNER).withScope(Scope.MARK);
        Access readers = Access.of(Role.OWNER, Role.QUALITY, Role.LINE).withScope(Scope.MARK);
        routes.post("/api/orders", owner, this::order);
        routes.get("/api/orders", readers, this::list);
        routes.get("/api/orders/{id}", readers, this::show);
    }

    private Response order(Request request) {
        Orders.Placed placed = order(orders, request);
        Order order = placed.order();
        return Response.json(placed.isNew() ? 201 : 200, json(order))
                .header("Location", "/api/orders/" + order.id());
    }

    static Orders.Placed order(Orders orders, Request request) {
        Input input =
                request.input(
                        "gtin",
                        "count",
                        "rollSize",
                        "externalId",
                        "licence",
                        "profile",
                        "algorithm",
                        "hidden");
        Gtin gtin = input.parse("gtin", 14, Gtin::parse);
        int count = (int) input.integer("count", 1, Order.COUNT_MAX);
        int rollSize =
                input.has("rollSize")
                        ? (int) input.integer("rollSize", 1, Order.ROLL_SIZE_MAX)
                        : Order.ROLL_SIZE;
        String externalId =
                input.parse("externalId", Order.EXTERNAL_ID_LENGTH_MAX, OrderRules::externalId);
        Optional<UUID> licence = input.optional("licence", 36, UUID::fromString);
        MarkProfile profile =
                input.has("profile") ? input.choice("profile", MarkProfile.class) : MarkProfile.C20;
        MarkAlgorithm algorithm =
                input.has("algorithm")
                        ? input.choice("algorithm", MarkAlgorithm.class)
                        : MarkAlgorithm.AES;
        int hidden =
                input.has("hidden") ? (int) input.integer("hidden", 0, HiddenCodes.LENGTH_MAX) : 0;
        return orders.order(
                request.signedIn(),
                new NewOrder(
                        gtin, count, rollSize, externalId, licence, profile, algorithm, hidden));
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
        int after = (int) request.query("after", 0, 0, Assignment.COUNT_MAX);
        Orders.Account account = orders.account(request.signedIn(), request.id("id"), after);
        Map<String, Object> json = json(account.order());
        json.put("verified", account.tally().verified());
        json.put("active", account.tally().active());
        json.put("void", account.tally().spoiled());
        json.put("returned", account.tally().returned());
        json.put("free", account.tally().free());
        json.put("assignments", account.assignments().stream().map(OrderApi::json).toList());
        if (account.assignments().size() == Orders.PAGE_MAX) {
            json.put("after", account.assignments().getLast().number());
        }
        return Response.json(json);
    }

    /// An order as programs read it.
    public static Map<String, Object> json(Order order) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", order.id().toString());
        json.put("gtin", order.gtin().digits());
        json.put("externalId", order.externalId());
        json.put("count", order.count());
        json.put("rollSize", order.rollSize());
        json.put("rolls", order.rolls());
        json.put("profile", order.profile().name());
        json.put("algorithm", order.algorithm().name());
        json.put("hidden", order.hidden());
        json.put("state", order.state().name());
        json.put("prepared", order.prepared());
        json.put("orderedAt", order.orderedAt().toString());
        order.licence().ifPresent(id -> json.put("licence", id.toString()));
        order.closed()
                .ifPresent(
                        closed -> {
                            json.put("closedAt", closed.at().toString());
                            json.put("unused", closed.unused());
                        });
        order.statement()
                .ifPresent(
                        statement -> {
                            json.put("codes", "/api/orders/" + order.id() + "/codes.csv");
                            json.put("statement", statement.toString());
                            json.put("proof", "/log/proof/" + statement);
                        });
        return json;
    }

    private static Map<String, Object> json(Assignment assignment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", assignment.number());
        json.put("state", assignment.way().kind().name());
        assignment.way().lot().ifPresent(lot -> json.put("lot", lot.toString()));
        if (!assignment.way().line().isEmpty()) {
            json.put("line", assignment.way().line());
        }
        if (!assignment.way().reason().isEmpty()) {
            json.put("reason", assignment.way().reason());
        }
        json.put("count", assignment.count());
        json.put("firstAt", assignment.firstAt().toString());
        json.put("lastAt", assignment.lastAt().toString());
        return json;
    }
}
