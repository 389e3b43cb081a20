// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import dev.touchstone.app.order.Assignment;
import dev.touchstone.app.order.Change;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderApi;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.LotNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Lines for programs. Thread-safe.
public final class LineApi {
    /// The most runs an answer names.
    private static final int RUNS_SHOWN = 1_000;

    private final Lines lines;

    /// An API of lines.
    public LineApi(Lines lines) {
        this.lines = lines;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access workers = Access.of(Role.OWNER, Role.QUALITY, Role.LINE).withScope(Scope.MARK);
        Access closers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.MARK);
        String order = "/api/orders/{id}";
        routes.post(order + "/verify-print", workers, this::verifyPrint);
        routes.post(order + "/activate", workers, this::activate);
        routes.post(order + "/void", workers, this::spoil);
        routes.post(order + "/return", workers, this::giveBack);
        routes.post(order + "/changes/{change}/undo", workers, this::undo);
        routes.post(order + "/close", closers, this::close);
    }

    private Response verifyPrint(Request request) {
        List<PrintCheck> checks = verifyPrint(lines, request);
        Map<String, Object> json = new LinkedHashMap<>();
        for (PrintCheck.Outcome outcome : PrintCheck.Outcome.values()) {
            json.put(
                    outcome.name(),
                    checks.stream().filter(check -> check.outcome() == outcome).count());
        }
        json.put("codes", checks.stream().map(check -> check.outcome().name()).toList());
        return Response.json(json);
    }

    static List<PrintCheck> verifyPrint(Lines lines, Request request) {
        Input input = request.input("codes", "line");
        return lines.verifyPrint(request.signedIn(), request.id("id"), scanned(input), line(input));
    }

    private Response activate(Request request) {
        return Response.json(201, json(activate(lines, request)));
    }

    static Change activate(Lines lines, Request request) {
        Input input = request.input("from", "to", "roll", "codes", "lot", "line");
        return lines.activate(
                request.signedIn(),
                request.id("id"),
                chosen(input),
                input.parse("lot", 20, LotNumber::new),
                line(input));
    }

    private Response spoil(Request request) {
        return Response.json(201, json(spoil(lines, request)));
    }

    static Change spoil(Lines lines, Request request) {
        Input input = request.input("from", "to", "roll", "codes", "reason", "line");
        return lines.spoil(
                request.signedIn(),
                request.id("id"),
                chosen(input),
                line(input),
                input.text("reason", Assignment.Way.REASON_LENGTH_MAX));
    }

    private Response giveBack(Request request) {
        return Response.json(201, json(giveBack(lines, request)));
    }

    static Change giveBack(Lines lines, Request request) {
        Input input = request.input("from", "to", "roll", "codes", "reason", "line");
        return lines.giveBack(
                request.signedIn(),
                request.id("id"),
                chosen(input),
                line(input),
                input.optionalText("reason", Assignment.Way.REASON_LENGTH_MAX).orElse(""));
    }

    private Response undo(Request request) {
        return Response.json(json(undo(lines, request)));
    }

    static Change undo(Lines lines, Request request) {
        return lines.undo(request.signedIn(), request.id("id"), request.id("change"));
    }

    private Response close(Request request) {
        return Response.json(OrderApi.json(close(lines, request)));
    }

    static Order close(Lines lines, Request request) {
        Caller caller = request.signedIn();
        UUID order = request.id("id");
        return lines.close(
                caller, order, (int) request.input("unused").integer("unused", 0, Order.COUNT_MAX));
    }

    private static String line(Input input) {
        return input.optionalText("line", Assignment.Way.LINE_LENGTH_MAX).orElse("");
    }

    private static List<String> scanned(Input input) {
        return input.texts("codes", 1, Chosen.CODES_MAX, Chosen.TEXT_LENGTH_MAX);
    }

    /// Exactly one of a range, a roll and scanned codes.
    public static Chosen chosen(Input input) {
        boolean range = input.has("from") || input.has("to");
        boolean roll = input.has("roll");
        boolean codes = input.has("codes");
        if (Stream.of(range, roll, codes).filter(given -> given).count() != 1) {
            throw new Refused(Code.CODES_CHOSEN_ONE_WAY).at("from");
        }
        if (roll) {
            return new Chosen.Roll((int) input.integer("roll", 1, Order.COUNT_MAX));
        }
        return codes
                ? new Chosen.Scanned(scanned(input))
                : new Chosen.Range(
                        (int) input.integer("from", 1, Order.COUNT_MAX),
                        (int) input.integer("to", 1, Order.COUNT_MAX));
    }

    private Map<String, Object> json(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", change.id().toString());
        json.put("order", change.order().toString());
        json.put("state", change.way().kind().name());
        json.put("count", change.count());
        change.runs().ifPresent(runs -> json.put("runs", runs(runs)));
        if (!change.way().line().isEmpty()) {
            json.put("line", change.way().line());
        }
        if (!change.way().reason().isEmpty()) {
            json.put("reason", change.way().reason());
        }
        json.put("at", change.doneAt().toString());
        json.put("undoUntil", change.doneAt().plus(lines.undoWindow()).toString());
        change.undoneAt().ifPresent(at -> json.put("undoneAt", at.toString()));
        json.put("statement", change.statement().toString());
        json.put("proof", "/log/proof/" + change.statement());
        return json;
    }

    private static List<List<Integer>> runs(CodeRuns runs) {
        return runs.runs().stream()
                .limit(RUNS_SHOWN)
                .map(run -> List.of(run.first(), run.last()))
                .toList();
    }
}
