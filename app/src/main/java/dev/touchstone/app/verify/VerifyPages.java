// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.product.Products;
import dev.touchstone.app.scan.Devices;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.util.Map;
import java.util.Optional;

/// GS1 Digital Link addresses of items: a page for people, JSON for programs, both under the same
/// address. Reading never counts; the page posts once, with its token, and that counts.
/// Thread-safe.
///
/// A product that is not registered and a code that was not made here answer 404, as a resolver
/// does for what it does not know; everything else answers 200 with its verdict. A link to a
/// product leads on to its page (307).
public final class VerifyPages {
    private static final int DEVICE_SECONDS = 86_400;

    private final Verdicts verdicts;
    private final Products products;
    private final Devices devices;
    private final boolean secure;

    /// Pages of verdicts.
    ///
    /// @param secure whether people reach us by https
    public VerifyPages(Verdicts verdicts, Products products, Devices devices, boolean secure) {
        this.verdicts = verdicts;
        this.products = products;
        this.devices = devices;
        this.secure = secure;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/check", Access.OPEN, this::typed);
        routes.get("/01/{gtin}", Access.OPEN, this::product);
        routes.get("/01/{gtin}/21/{serial}", Access.OPEN, this::look);
        routes.post("/01/{gtin}/21/{serial}", Access.OPEN, this::check);
        routes.get("/01/{gtin}/10/{lot}/21/{serial}", Access.OPEN, this::lookInLot);
        routes.post("/01/{gtin}/10/{lot}/21/{serial}", Access.OPEN, this::checkInLot);
    }

    private static Gtin gtin(Request request) {
        return request.part("gtin", Gtin::parse);
    }

    private static Serial serial(Request request) {
        return request.part("serial", Serial::new);
    }

    private static Optional<LotNumber> lot(Request request) {
        return Optional.of(request.part("lot", LotNumber::new));
    }

    /// Leads from what was typed to the item's page.
    private Response typed(Request request) {
        Optional<String> code = request.query("code");
        Optional<String> path = code.flatMap(TypedCode::path);
        return path.isPresent()
                ? Response.seeOther(path.get())
                : request.page(
                        code.isEmpty() ? 200 : 400,
                        "verify/check",
                        Map.of("unread", code.isPresent()));
    }

    private Response product(Request request) {
        Gtin gtin = gtin(request);
        if (products.find(gtin).isPresent()) {
            return Response.empty(307).header("Location", "/products/" + gtin.digits());
        }
        return request.wantsJson()
                ? Response.json(404, VerifyJson.unknown(gtin))
                : request.page(404, "verify/unknown", Map.of("gtin", gtin));
    }

    private Response look(Request request) {
        return look(request, Optional.empty());
    }

    private Response lookInLot(Request request) {
        return look(request, lot(request));
    }

    private Response look(Request request, Optional<LotNumber> linkLot) {
        Response response = shown(request, verdicts.look(gtin(request), linkLot, serial(request)));
        return request.cookie(Devices.COOKIE).filter(Devices::isId).isPresent()
                ? response
                : withDevice(response, devices.newId());
    }

    private Response check(Request request) {
        return check(request, Optional.empty());
    }

    private Response checkInLot(Request request) {
        return check(request, lot(request));
    }

    private Response check(Request request, Optional<LotNumber> linkLot) {
        Optional<String> known = request.cookie(Devices.COOKIE).filter(Devices::isId);
        String device = known.orElseGet(devices::newId);
        Response response =
                shown(
                        request,
                        verdicts.check(
                                gtin(request), linkLot, serial(request), devices.hash(device)));
        return known.isPresent() ? response : withDevice(response, device);
    }

    /// The cookie is of chance, only ever sent to addresses of items, and gone after a day.
    private Response withDevice(Response response, String id) {
        return response.header(
                "Set-Cookie",
                Devices.COOKIE
                        + "="
                        + id
                        + "; Path=/01; Max-Age="
                        + DEVICE_SECONDS
                        + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }

    private static Response shown(Request request, Sight sight) {
        int status =
                sight.verdict() instanceof Verdict.Unknown && sight.product().isEmpty() ? 404 : 200;
        if (request.wantsJson()) {
            String token = request.pageToken(request.path());
            return Response.json(status, VerifyJson.of(sight, token))
                    .header("Cache-Control", "no-store")
                    .header("Vary", "Accept-Language, Cookie, Accept");
        }
        return request.page(status, "verify/verdict", Map.of("sight", sight));
    }
}
