// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import dev.touchstone.app.order.Order;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.symbol.ZplPrinter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Labels for programs. Thread-safe.
public final class LabelApi {
    private final Labels labels;

    /// An API of labels.
    public LabelApi(Labels labels) {
        this.labels = labels;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.MARK);
        routes.post("/api/orders/{id}/labels", makers, r -> print(labels, r));
        routes.get("/api/orders/{id}/labels", makers, this::prints);
    }

    static Response print(Labels labels, Request request) {
        Input input =
                request.input(
                        "from",
                        "to",
                        "format",
                        "template",
                        "dotsAnInch",
                        "darkness",
                        "inchesASecond",
                        "ownSymbols");
        Printing printing = printing(input);
        Labels.Range range =
                new Labels.Range(
                        (int) input.integer("from", 1, Order.COUNT_MAX),
                        (int) input.integer("to", 1, Order.COUNT_MAX));
        Labels.Job job = labels.print(request.signedIn(), request.id("id"), range, printing);
        return Response.stream(printing.format().contentType(), job::write)
                .attachment(job.fileName())
                .header("Cache-Control", "no-store");
    }

    private static Printing printing(Input input) {
        try {
            return new Printing(
                    input.choice("format", LabelFormat.class),
                    input.has("template")
                            ? input.choice("template", LabelTemplate.class)
                            : LabelTemplate.A4_65,
                    (int) number(input, "dotsAnInch", 1, 600, Printing.DOTS_AN_INCH),
                    (int) number(input, "darkness", -1, 30, ZplPrinter.AS_SET),
                    (int) number(input, "inchesASecond", -1, 14, ZplPrinter.AS_SET),
                    input.flag("ownSymbols"));
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at("dotsAnInch");
        }
    }

    private static long number(Input input, String name, int min, int max, int fallback) {
        return input.has(name) ? input.integer(name, min, max) : fallback;
    }

    private Response prints(Request request) {
        return Response.json(
                Map.of(
                        "prints",
                        labels.prints(request.signedIn(), request.id("id")).stream()
                                .map(LabelApi::json)
                                .toList()));
    }

    private static Map<String, Object> json(LabelPrint print) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", print.first());
        json.put("to", print.last());
        json.put("count", print.count());
        json.put("format", print.format().name());
        json.put("template", print.template().name());
        json.put("printedAt", print.printedAt().toString());
        return json;
    }
}
