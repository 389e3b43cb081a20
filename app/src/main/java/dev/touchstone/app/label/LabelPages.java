// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import dev.touchstone.app.order.Order;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.QrLevel;
import dev.touchstone.symbol.ZplPrinter;
import java.util.Locale;
import java.util.Map;

/// The desk of somebody who prints codes. Thread-safe.
public final class LabelPages {
    private final Labels labels;

    /// Pages of labels.
    public LabelPages(Labels labels) {
        this.labels = labels;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        routes.get("/desk/orders/{id}/print", makers, this::show);
        routes.post("/desk/orders/{id}/print", makers, r -> LabelApi.print(labels, r));
        routes.get("/desk/labels/{template}/calibration.pdf", makers, LabelPages::calibration);
    }

    private Response show(Request request) {
        LabelFormat format = request.query("format", LabelPages::format).orElse(LabelFormat.PDF);
        LabelTemplate template =
                request.query("template", LabelPages::template).orElse(LabelTemplate.A4_65);
        int asSet = ZplPrinter.AS_SET;
        Printing printing =
                new Printing(
                        format,
                        template,
                        request.query("dotsAnInch", LabelPages::dots).orElse(Printing.DOTS_AN_INCH),
                        (int) request.query("darkness", asSet, asSet, 30),
                        request.query("inchesASecond", LabelPages::speed).orElse(asSet),
                        request.query("ownSymbols").isPresent());
        Labels.Range range =
                new Labels.Range(
                        (int) request.query("from", 1, 1, Order.COUNT_MAX),
                        (int) request.query("to", Order.COUNT_MAX, 1, Order.COUNT_MAX));
        Labels.Preview preview =
                labels.preview(request.signedIn(), request.id("id"), range, printing);
        QrCode code = QrCode.of(preview.links().symbol(preview.label()), QrLevel.M);
        return request.page("label/print", Map.of("preview", preview, "code", code));
    }

    private static LabelFormat format(String text) {
        return LabelFormat.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static LabelTemplate template(String text) {
        return LabelTemplate.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static int dots(String text) {
        return ZplPrinter.of(Integer.parseInt(text), 20, 20).dotsAnInch();
    }

    private static int speed(String text) {
        int speed = Integer.parseInt(text);
        return new ZplPrinter(203, 20, 20, ZplPrinter.AS_SET, speed, 0).inchesASecond();
    }

    private static Response calibration(Request request) {
        LabelTemplate template = request.part("template", LabelPages::template);
        return Response.stream("application/pdf", out -> Calibration.write(template, out))
                .attachment("calibration-" + template + ".pdf");
    }
}
