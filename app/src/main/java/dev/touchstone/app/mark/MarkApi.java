// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

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
public final class MarkApi {
    private final Marks marks;
    private final MarkCodes codes;
    private final String origin;

    /// An API of marks.
    ///
    /// @param origin what the links of codes begin with, without a slash at the end
    public MarkApi(Marks marks, MarkCodes codes, String origin) {
        this.marks = marks;
        this.codes = codes;
        this.origin = origin;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access owner = Access.of(Role.OWNER).withScope(Scope.MARK);
        Access makers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.MARK);
        routes.post("/api/mark/orders", owner, this::order);
        routes.get("/api/mark/orders", makers, this::list);
        routes.get("/api/mark/orders/{id}", makers, this::show);
        routes.get("/api/mark/orders/{id}/codes.csv", makers, this::download);
        routes.post("/api/mark/orders/{id}/activate", makers, this::activate);
        routes.post("/api/mark/orders/{id}/void", makers, this::spoil);
    }

    private Response order(Request request) {
        Marks.Placed placed = order(marks, request);
        MarkOrder order = placed.order();
        return Response.json(placed.isNew() ? 201 : 200, json(order))
                .header("Location", "/api/mark/orders/" + order.id());
    }

    static Marks.Placed order(Marks marks, Request request) {
        Input input = request.input("gtin", "count", "externalId");
        return marks.order(
                request.signedIn(),
                input.parse("gtin", 14, Gtin::parse),
                (int) input.integer("count", 1, MarkOrder.COUNT_MAX),
                input.parse("externalId", MarkOrder.EXTERNAL_ID_LENGTH_MAX, MarkRules::externalId));
    }

    private Response list(Request request) {
        int limit = (int) request.query("limit", 20, 1, Marks.PAGE_MAX);
        List<MarkOrder> page =
                marks.list(request.signedIn(), request.query("before", UUID::fromString), limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("orders", page.stream().map(MarkApi::json).toList());
        if (page.size() == limit) {
            json.put("before", page.getLast().id().toString());
        }
        return Response.json(json);
    }

    private Response show(Request request) {
        int after = (int) request.query("after", 0, 0, MarkOrder.COUNT_MAX);
        Marks.Account account = marks.account(request.signedIn(), request.id("id"), after);
        Map<String, Object> json = json(account.order());
        json.put("active", account.tally().active());
        json.put("void", account.tally().spoiled());
        json.put("free", account.tally().free());
        json.put("ranges", account.ranges().stream().map(MarkApi::json).toList());
        if (account.ranges().size() == Marks.PAGE_MAX) {
            json.put("after", account.ranges().getLast().last());
        }
        return Response.json(json);
    }

    private Response download(Request request) {
        return download(marks.show(request.signedIn(), request.id("id")), codes, origin);
    }

    static Response download(MarkOrder order, MarkCodes codes, String origin) {
        CodeList list = new CodeList(codes, order, origin);
        return Response.stream("text/csv; charset=utf-8", list::write)
                .attachment("codes-" + order.id() + ".csv")
                .header("Cache-Control", "no-store");
    }

    private Response activate(Request request) {
        return Response.json(201, json(activate(marks, request)));
    }

    static MarkRange activate(Marks marks, Request request) {
        Input input = request.input("from", "to", "lot");
        return marks.activate(
                request.signedIn(),
                request.id("id"),
                (int) input.integer("from", 1, MarkOrder.COUNT_MAX),
                (int) input.integer("to", 1, MarkOrder.COUNT_MAX),
                input.parse("lot", 20, LotNumber::new));
    }

    private Response spoil(Request request) {
        return Response.json(201, json(spoil(marks, request)));
    }

    static MarkRange spoil(Marks marks, Request request) {
        Input input = request.input("from", "to", "reason");
        return marks.spoil(
                request.signedIn(),
                request.id("id"),
                (int) input.integer("from", 1, MarkOrder.COUNT_MAX),
                (int) input.integer("to", 1, MarkOrder.COUNT_MAX),
                input.text("reason", MarkRange.REASON_LENGTH_MAX));
    }

    private static Map<String, Object> json(MarkOrder order) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", order.id().toString());
        json.put("gtin", order.gtin().digits());
        json.put("externalId", order.externalId());
        json.put("count", order.count());
        json.put("state", order.state().name());
        json.put("orderedAt", order.orderedAt().toString());
        json.put("codes", "/api/mark/orders/" + order.id() + "/codes.csv");
        json.put("statement", order.statement().toString());
        json.put("proof", "/log/proof/" + order.statement());
        return json;
    }

    private static Map<String, Object> json(MarkRange range) {
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
