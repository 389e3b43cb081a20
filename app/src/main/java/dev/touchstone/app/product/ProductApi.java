// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.number.ItemAddress;
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
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Products and lots for programs. Thread-safe.
public final class ProductApi {
    private final Products products;

    /// An API of products.
    public ProductApi(Products products) {
        this.products = products;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers =
                Access.of(Role.OPERATOR, Role.OWNER, Role.QUALITY).withScope(Scope.REGISTRY);
        Access quality = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.REGISTRY);
        Access readers =
                Access.of(
                                Role.OWNER,
                                Role.QUALITY,
                                Role.SERVICE,
                                Role.OPERATOR,
                                Role.REGULATOR,
                                Role.AUDITOR)
                        .withScope(Scope.REGISTRY);
        Access open = Access.OPEN.withScope(Scope.REGISTRY);
        routes.post("/api/products", makers, this::register);
        routes.get("/api/products", open, this::list);
        routes.get("/api/products/{gtin}", open, this::show);
        routes.post("/api/products/{gtin}/lots", quality, this::registerLot);
        routes.get("/api/products/{gtin}/lots", readers, this::lots);
        routes.get("/api/products/{gtin}/lots/{lot}", readers, this::history);
        routes.post("/api/products/{gtin}/lots/{lot}/hold", quality, this::hold);
        routes.post("/api/products/{gtin}/lots/{lot}/release", quality, this::release);
    }

    private Response register(Request request) {
        Product made = register(products, request);
        return Response.json(201, json(made))
                .header("Location", "/api/products/" + ItemAddress.digits(made.gtin()));
    }

    static Product register(Products products, Request request) {
        Input input = request.input(ProductRegistration.FIELDS);
        UUID enterprise = enterprise(request.signedIn(), input);
        return products.register(request.signedIn(), enterprise, ProductRegistration.of(input));
    }

    /// The enterprise named, or else the caller's own.
    private static UUID enterprise(Caller caller, Input input) {
        if (input.optionalText("enterprise", 36).isEmpty()) {
            return caller.enterprise()
                    .orElseThrow(() -> new Refused(Code.MISSING_FIELD).at("enterprise"));
        }
        return input.id("enterprise");
    }

    private Response list(Request request) {
        int limit = (int) request.query("limit", 20, 1, Products.PAGE_MAX);
        Optional<UUID> after = request.query("after", UUID::fromString);
        Optional<UUID> enterprise = request.query("enterprise", UUID::fromString);
        List<Product> page = products.list(enterprise, after, limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("products", page.stream().map(ProductApi::json).toList());
        if (page.size() == limit) {
            json.put("after", page.getLast().id().toString());
        }
        return Response.json(json);
    }

    private Response show(Request request) {
        Gtin gtin = request.part("gtin", Gtin::parse);
        return Response.json(
                json(products.find(gtin).orElseThrow(() -> new Refused(Code.NOT_FOUND))));
    }

    private Response registerLot(Request request) {
        return Response.json(201, json(registerLot(products, request)));
    }

    static Lot registerLot(Products products, Request request) {
        Input input = request.input("number", "producedOn", "expiresOn");
        return products.registerLot(
                request.signedIn(),
                request.part("gtin", Gtin::parse),
                input.parse("number", 40, LotNumber::new),
                input.date("producedOn"),
                expiresOn(input));
    }

    private static Optional<LocalDate> expiresOn(Input input) {
        return input.optionalText("expiresOn", 10).isEmpty()
                ? Optional.empty()
                : Optional.of(input.date("expiresOn"));
    }

    private Response lots(Request request) {
        int limit = (int) request.query("limit", 20, 1, Products.PAGE_MAX);
        Optional<UUID> before = request.query("before", UUID::fromString);
        Gtin gtin = request.part("gtin", Gtin::parse);
        List<Lot> page = products.lots(request.signedIn(), gtin, before, limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lots", page.stream().map(ProductApi::json).toList());
        if (page.size() == limit) {
            json.put("before", page.getLast().id().toString());
        }
        return Response.json(json);
    }

    private Response history(Request request) {
        Gtin gtin = request.part("gtin", Gtin::parse);
        LotNumber number = request.part("lot", LotNumber::new);
        List<Map<String, Object>> history =
                products.history(request.signedIn(), gtin, number).stream()
                        .map(ProductApi::json)
                        .toList();
        return Response.json(
                Map.of(
                        ItemAddress.word(gtin),
                        ItemAddress.digits(gtin),
                        "number",
                        number.text(),
                        "history",
                        history));
    }

    private Response hold(Request request) {
        return Response.json(json(hold(products, request)));
    }

    static Lot hold(Products products, Request request) {
        return products.hold(
                request.signedIn(),
                request.part("gtin", Gtin::parse),
                request.part("lot", LotNumber::new),
                reason(request));
    }

    private Response release(Request request) {
        return Response.json(json(release(products, request)));
    }

    static Lot release(Products products, Request request) {
        return products.release(
                request.signedIn(),
                request.part("gtin", Gtin::parse),
                request.part("lot", LotNumber::new),
                reason(request));
    }

    private static String reason(Request request) {
        return request.input("reason").text("reason", Lot.REASON_LENGTH_MAX);
    }

    static Map<String, Object> json(Product product) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", product.id().toString());
        json.put("enterprise", product.enterprise().toString());
        json.put(ItemAddress.word(product.gtin()), ItemAddress.digits(product.gtin()));
        product.former().ifPresent(number -> json.put("former", number.digits()));
        json.put("nameZh", product.nameZh());
        json.put("nameEn", product.nameEn());
        json.put("brand", product.brand());
        json.put("category", product.category());
        json.put("ownNumber", product.ownNumber());
        product.photoAddress(false).ifPresent(address -> json.put("photo", address));
        json.put("registeredAt", product.registeredAt().toString());
        json.put("statement", product.statement().toString());
        json.put("proof", "/log/proof/" + product.statement());
        return json;
    }

    static Map<String, Object> json(Lot lot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", lot.id().toString());
        json.put(ItemAddress.word(lot.gtin()), ItemAddress.digits(lot.gtin()));
        json.put("number", lot.number().text());
        json.put("producedOn", lot.producedOn().toString());
        lot.expiresOn().ifPresent(day -> json.put("expiresOn", day.toString()));
        json.put("state", lot.state().name());
        json.put("reason", lot.reason());
        json.put("stateSince", lot.stateSince().toString());
        json.put("statement", lot.statement().toString());
        json.put("proof", "/log/proof/" + lot.statement());
        return json;
    }

    private static Map<String, Object> json(LotChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", change.at().toString());
        json.put("state", change.state().name());
        json.put("reason", change.reason());
        json.put("statement", change.statement().toString());
        json.put("proof", "/log/proof/" + change.statement());
        return json;
    }
}
