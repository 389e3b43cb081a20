// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Products and lots for people: the public page of a product, and the enterprise's desk.
/// Thread-safe.
public final class ProductPages {
    private static final int ROWS = 20;

    private final Products products;
    private final Photos photos;

    /// Pages of products.
    public ProductPages(Products products, Photos photos) {
        this.products = products;
        this.photos = photos;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OPERATOR, Role.OWNER, Role.QUALITY);
        Access readers =
                Access.of(
                        Role.OWNER,
                        Role.QUALITY,
                        Role.SERVICE,
                        Role.OPERATOR,
                        Role.REGULATOR,
                        Role.AUDITOR);
        Access quality = Access.of(Role.OWNER, Role.QUALITY);
        routes.get("/products", Access.OPEN, this::list)
                .get("/products/{gtin}", Access.OPEN, this::show)
                .get("/desk/products", makers, this::desk)
                .post("/desk/products", makers, this::register)
                .get("/desk/products/{gtin}", readers, this::lots)
                .post("/desk/products/{gtin}/lots", quality, this::registerLot)
                .post("/desk/products/{gtin}/lots/{lot}/hold", quality, this::hold)
                .post("/desk/products/{gtin}/lots/{lot}/release", quality, this::release);
    }

    private static String next(List<Product> rows) {
        return rows.size() == ROWS ? rows.getLast().id().toString() : "";
    }

    private Response list(Request request) {
        Optional<UUID> enterprise = request.query("enterprise", UUID::fromString);
        Optional<UUID> after = request.query("after", UUID::fromString);
        List<Product> rows = products.list(enterprise, after, ROWS);
        return request.page("product/list", Map.of("products", rows, "next", next(rows)));
    }

    private Response show(Request request) {
        Gtin gtin = request.part("gtin", Gtin::parse);
        Product product = products.find(gtin).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        return request.page(
                "product/product",
                Map.of(
                        "product",
                        product,
                        "recalled",
                        products.recalled(product),
                        "successor",
                        products.successor(product)));
    }

    private Response desk(Request request) {
        Caller caller = request.signedIn();
        Optional<UUID> after = request.query("after", UUID::fromString);
        List<Product> rows = products.list(caller.enterprise(), after, ROWS);
        return request.page("product/desk", Map.of("products", rows, "next", next(rows)));
    }

    private Response register(Request request) {
        Product made = ProductApi.register(products, request);
        return Response.seeOther("/desk/products/" + made.gtin().digits());
    }

    private Response lots(Request request) {
        Gtin gtin = request.part("gtin", Gtin::parse);
        Optional<UUID> before = request.query("before", UUID::fromString);
        List<Lot> rows = products.lots(request.signedIn(), gtin, before, ROWS);
        Product product = products.find(gtin).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        String next = rows.size() == ROWS ? rows.getLast().id().toString() : "";
        return request.page(
                "product/lots",
                Map.of(
                        "product",
                        product,
                        "lots",
                        rows,
                        "next",
                        next,
                        "photoBefore",
                        photos.hasBefore(product)));
    }

    private Response registerLot(Request request) {
        return back(ProductApi.registerLot(products, request));
    }

    private Response hold(Request request) {
        return back(ProductApi.hold(products, request));
    }

    private Response release(Request request) {
        return back(ProductApi.release(products, request));
    }

    private static Response back(Lot lot) {
        return Response.seeOther("/desk/products/" + lot.gtin().digits());
    }
}
