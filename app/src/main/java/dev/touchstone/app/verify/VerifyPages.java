// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.scan.Devices;
import dev.touchstone.app.scan.PlacePages;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Route;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// GS1 Digital Link addresses of items, and the platform's own of products without a GTIN: a page
/// for people, JSON for programs, both under the same address. Reading never counts; the page
/// posts once, with its token, and that counts. Who looks at very many is asked to wait or to work
/// ([CheckLimits]). Thread-safe.
///
/// A product that is not registered and a code that was not made here answer 404, as a resolver
/// does for what it does not know; everything else answers 200 with its verdict. A link to a
/// product leads on to its page (307).
public final class VerifyPages {
    /// Pages of what is found and of what is not are equally long, as long as they fit.
    static final int PAGE_BYTES = 10 * 1024;

    private static final int DEVICE_SECONDS = 86_400;

    private static final int SEEN_SECONDS = 365 * 86_400;
    private static final int PROOF_BYTES_MAX = 2_048;

    /// Says that a device checked the item at this path before, and nothing else: everybody's has
    /// the same value.
    private static final String SEEN = "touchstone_seen";

    private final Verdicts verdicts;
    private final Products products;
    private final Devices devices;
    private final CheckLimits limits;
    private final ProofOfWork proofs;
    private final Receipts receipts;
    private final CheckSettings settings;
    private final boolean secure;
    private final UnaryOperator<Route.Handler> first;

    /// Pages of verdicts.
    ///
    /// @param secure whether people reach us by https
    /// @param first makes the handler that answers an address, from the one that shows its page
    VerifyPages(
            Verdicts verdicts,
            Products products,
            Devices devices,
            CheckLimits limits,
            ProofOfWork proofs,
            Receipts receipts,
            CheckSettings settings,
            boolean secure,
            UnaryOperator<Route.Handler> first) {
        this.first = first;
        this.verdicts = verdicts;
        this.products = products;
        this.devices = devices;
        this.limits = limits;
        this.proofs = proofs;
        this.receipts = receipts;
        this.settings = settings;
        this.secure = secure;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/check", Access.OPEN, this::typed);
        routes.get("/01/{gtin}", Access.OPEN, first.apply(this::product));
        routes.get("/01/{gtin}/21/{serial}", Access.OPEN, first.apply(this::look));
        routes.postFromOwnPage("/01/{gtin}/21/{serial}", this::check);
        routes.get("/01/{gtin}/10/{lot}/21/{serial}", Access.OPEN, first.apply(this::look));
        routes.postFromOwnPage("/01/{gtin}/10/{lot}/21/{serial}", this::check);
        routes.get("/P/{number}", Access.OPEN, this::product);
        routes.get("/P/{number}/LOT/{lot}", Access.OPEN, this::product);
        routes.get("/P/{number}/{serial}", Access.OPEN, this::look);
        routes.postFromOwnPage("/P/{number}/{serial}", this::check);
        routes.get("/p/{number}/{serial}", Access.OPEN, VerifyPages::inCapitals);
        routes.get("/verify/challenge", Access.OPEN, request -> challenge());
        routes.postForNobody("/verify/proof", PROOF_BYTES_MAX, this::proof);
        routes.get("/verify/receipt", Access.OPEN, this::receipt);
        routes.get(Receipts.CONTEXT_PATH, Access.OPEN, request -> receipts.context());
    }

    private static Gtin gtin(Request request) {
        if (isOwn(request)) {
            return request.part("number", PlatformNumber::parse).key();
        }
        Gtin gtin = request.part("gtin", Gtin::parse);
        if (gtin.isRestricted()) {
            throw new Refused(Code.GTIN_RESTRICTED).at("gtin");
        }
        return gtin;
    }

    /// Whether it is an address of the platform's own and no Digital Link.
    private static boolean isOwn(Request request) {
        return request.route().template().startsWith("/P/");
    }

    /// What cookies of items are for: addresses that begin so.
    private static String items(Request request) {
        return isOwn(request) ? "/P" : "/01";
    }

    private static Response inCapitals(Request request) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return Response.empty(307).header("Location", "/P" + request.path().substring(2) + query);
    }

    private static Item item(Request request) {
        Optional<LotNumber> lot =
                request.route().template().contains("{lot}")
                        ? Optional.of(request.part("lot", LotNumber::new))
                        : Optional.empty();
        return new Item(gtin(request), lot, request.part("serial", Serial::new));
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
            return Response.empty(307).header("Location", "/products/" + ItemAddress.digits(gtin));
        }
        return request.wantsJson()
                ? Response.json(404, VerifyJson.unknown(gtin))
                : request.page(404, "verify/unknown", Map.of("gtin", gtin));
    }

    private Response look(Request request) {
        Item item = item(request);
        try {
            limits.spend(request, item);
        } catch (Refused refused) {
            if (refused.code() == Code.PROOF_NEEDED && !request.wantsJson()) {
                return work(request, refused);
            }
            throw refused;
        }
        Sight sight = verdicts.look(item);
        missed(request, sight);
        Response response = shown(request, sight);
        return request.cookie(Devices.COOKIE).filter(Devices::isId).isPresent()
                ? response
                : withDevice(request, response, devices.newId());
    }

    private Response check(Request request) {
        Item item = item(request);
        limits.spend(request, item);
        Optional<String> known = request.cookie(Devices.COOKIE).filter(Devices::isId);
        String device = known.orElseGet(devices::newId);
        boolean again = request.cookie(SEEN).isPresent();
        Verdicts.Visitor visitor =
                new Verdicts.Visitor(devices.hash(device), settings.place(request), again);
        Sight sight = verdicts.check(item, visitor);
        missed(request, sight);
        Response response = shown(request, sight);
        if (sight.counts() && !again) {
            response =
                    response.header(
                            "Set-Cookie", cookie(SEEN + "=1", request.path(), SEEN_SECONDS));
        }
        return known.isPresent() ? response : withDevice(request, response, device);
    }

    private void missed(Request request, Sight sight) {
        if (sight.verdict() instanceof Verdict.Unknown) {
            limits.missed(request);
        }
    }

    private Response work(Request request, Refused refused) {
        long seconds = ((Number) refused.arguments().getFirst()).longValue();
        return request.page(
                        refused.code().status(),
                        "verify/work",
                        Map.of("challenge", proofs.challenge(), "seconds", seconds))
                .header("Retry-After", String.valueOf(seconds));
    }

    private Response challenge() {
        return Response.json(proofs.challenge().json()).header("Cache-Control", "no-store");
    }

    private Response proof(Request request) {
        Input input =
                request.input(
                        "algorithm",
                        "challenge",
                        "salt",
                        "signature",
                        "number",
                        "maxnumber",
                        "took");
        String prefix = RateLimit.prefix(request.peerAddress());
        String pass =
                proofs.solve(
                        new ProofOfWork.Challenge(
                                input.text("challenge", 64),
                                input.text("salt", 100),
                                input.text("signature", 64)),
                        (int) input.integer("number", 0, ProofOfWork.NUMBER_MAX),
                        prefix);
        int seconds = (int) ProofOfWork.PASS_FOR.toSeconds();
        return Response.empty(204)
                .header("Set-Cookie", cookie(CheckLimits.PASS + "=" + pass, "/01", seconds))
                .header("Set-Cookie", cookie(CheckLimits.PASS + "=" + pass, "/P", seconds));
    }

    /// The signed receipt of a check that was counted here.
    private Response receipt(Request request) {
        return receipts.signed(request);
    }

    /// The cookie is of chance, only ever sent to addresses of items, and gone after a day.
    private Response withDevice(Request request, Response response, String id) {
        return response.header(
                "Set-Cookie", cookie(Devices.COOKIE + "=" + id, items(request), DEVICE_SECONDS));
    }

    private String cookie(String pair, String path, int seconds) {
        return pair
                + "; Path="
                + path
                + "; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    private Response shown(Request request, Sight sight) {
        int status =
                sight.verdict() instanceof Verdict.Unknown && sight.product().isEmpty() ? 404 : 200;
        Optional<String> receipt =
                sight.counts() ? Optional.of(receipts.address(sight)) : Optional.empty();
        if (request.wantsJson()) {
            String token = request.ownToken();
            return Response.json(status, VerifyJson.of(sight, token, receipt))
                    .header("Cache-Control", "no-store")
                    .header("Vary", "Accept-Language, Cookie, Accept");
        }
        Response page =
                request.page(
                        status,
                        "verify/verdict",
                        Map.of(
                                "sight",
                                sight,
                                "receipt",
                                receipt.orElse(""),
                                "place",
                                sight.counts() && settings.place(request) == Sighting.UNKNOWN
                                        ? PlacePages.address(request.path())
                                        : ""));
        return page.padded(PAGE_BYTES);
    }
}
