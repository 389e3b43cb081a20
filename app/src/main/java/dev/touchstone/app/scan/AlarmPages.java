// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Alarms on the desk of an enterprise, and for its programs. Thread-safe.
public final class AlarmPages {
    private final Alarms alarms;
    private final MarkCodes codes;

    /// Pages of alarms.
    public AlarmPages(Alarms alarms, MarkCodes codes) {
        this.alarms = alarms;
        this.codes = codes;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        Access keys = makers.withScope(Scope.MARK);
        routes.get("/desk/alarms", makers, this::page);
        routes.post("/desk/alarms/{id}/dismiss", makers, this::dismiss);
        routes.get("/api/alarms", keys, this::list);
        routes.post("/api/alarms/{id}/dismiss", keys, this::dismissByKey);
    }

    /// An alarm as a page shows it.
    ///
    /// @param path of the code's own page
    public record Line(Alarm alarm, String code, String path) {}

    private Line line(Alarm alarm) {
        String code = codes.code(alarm.gtin(), alarm.profile(), alarm.number()).text();
        return new Line(alarm, code, ItemAddress.stem(alarm.gtin()) + code);
    }

    private List<Line> lines(Request request) {
        return alarms
                .list(
                        request.signedIn(),
                        request.query("kind", AlarmPages::kind),
                        !request.query("state").equals(Optional.of("dismissed")),
                        request.query("before", UUID::fromString),
                        (int) request.query("count", Alarms.PAGE_MAX, 1, Alarms.PAGE_MAX))
                .stream()
                .map(this::line)
                .toList();
    }

    private static Alarm.Kind kind(String text) {
        return Alarm.Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private Response page(Request request) {
        List<Line> lines = lines(request);
        String next = lines.size() < Alarms.PAGE_MAX ? "" : lines.getLast().alarm().id().toString();
        return request.page("scan/alarms", Map.of("lines", lines, "next", next));
    }

    private Response dismiss(Request request) {
        alarms.dismiss(request.signedIn(), request.id("id"), why(request));
        return Response.seeOther("/desk/alarms");
    }

    private static String why(Request request) {
        return request.input("why").text("why", Alarms.WHY_LENGTH_MAX);
    }

    private Response list(Request request) {
        return Response.json(
                Map.of("alarms", lines(request).stream().map(AlarmPages::json).toList()));
    }

    private Response dismissByKey(Request request) {
        UUID id = request.id("id");
        alarms.dismiss(request.signedIn(), id, why(request));
        return Response.json(Map.of("id", id.toString(), "state", "DISMISSED"));
    }

    private static Map<String, Object> json(Line line) {
        Alarm alarm = line.alarm();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", alarm.id().toString());
        json.put("kind", alarm.kind().name());
        json.put("gtin", alarm.gtin().digits());
        json.put("code", line.code());
        json.put("raisedAt", alarm.raisedAt().toString());
        json.put("count", alarm.count());
        json.put("checksSent", alarm.sent());
        json.put("points", alarm.suspicion().points());
        json.put(
                "reasons",
                alarm.suspicion().findings().stream()
                        .map(
                                finding ->
                                        Map.of(
                                                "reason", finding.reason().name(),
                                                "value", finding.value(),
                                                "points", finding.points()))
                        .toList());
        alarm.dismissed()
                .ifPresent(
                        dismissal -> {
                            json.put("dismissedAt", dismissal.at().toString());
                            json.put("dismissedWhy", dismissal.why());
                        });
        return json;
    }
}
