// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Licences for programs. Thread-safe.
public final class LicenceApi {
    private final Licences licences;
    private final LicenceDesk desk;

    /// An API of licences.
    public LicenceApi(Licences licences, LicenceDesk desk) {
        this.licences = licences;
        this.desk = desk;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access owner = Access.of(Role.OWNER).withScope(Scope.MARK);
        Access makers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.MARK);
        Access reviewer = Access.of(Role.REVIEWER).withScope(Scope.MARK);
        Access association = Access.of(Role.REVIEWER, Role.OPERATOR).withScope(Scope.MARK);
        Access enders = Access.of(Role.REVIEWER, Role.OPERATOR, Role.OWNER).withScope(Scope.MARK);
        String one = "/api/licences/{id}";
        routes.get("/api/licences", makers, this::list);
        routes.post("/api/licences", owner, this::apply);
        routes.get("/api/licences/rules", Access.OPEN.withScope(Scope.MARK), this::rules);
        routes.get(one, Access.OPEN.withScope(Scope.MARK), this::show);
        routes.post(one + "/grant", reviewer, r -> answer(grant(licences, r)));
        routes.post(
                one + "/refuse",
                reviewer,
                r -> answer(licences.refuse(r.signedIn(), r.id("id"), reason(r))));
        routes.post(
                one + "/suspend",
                association,
                r -> answer(licences.suspend(r.signedIn(), r.id("id"), reason(r))));
        routes.post(
                one + "/restore",
                association,
                r -> answer(licences.restore(r.signedIn(), r.id("id"), reason(r))));
        routes.post(
                one + "/end",
                enders,
                r -> answer(licences.end(r.signedIn(), r.id("id"), reason(r))));
    }

    static String reason(Request request) {
        return request.input("reason").text("reason", Licence.TEXT_LENGTH_MAX);
    }

    static Licence grant(Licences licences, Request request) {
        Input input = request.input("basis");
        return licences.grant(
                request.signedIn(),
                request.id("id"),
                input.optionalText("basis", Licence.TEXT_LENGTH_MAX).orElse(""));
    }

    private Response apply(Request request) {
        Licence licence = apply(licences, request);
        return Response.json(201, json(licence)).header("Location", "/licences/" + licence.id());
    }

    static Licence apply(Licences licences, Request request) {
        Input input =
                request.input("kind", "campaign", "products", "quantity", "from", "until", "rules");
        List<Gtin> products =
                input.texts("products", 1, Licence.PRODUCTS_MAX, 14).stream()
                        .map(LicenceApi::gtin)
                        .toList();
        Licence.Terms terms =
                new Licence.Terms(
                        input.choice("kind", Licence.Kind.class),
                        input.optional("campaign", 36, UUID::fromString),
                        products,
                        input.integer("quantity", 1, Licence.QUANTITY_MAX),
                        input.date("from"),
                        input.date("until"));
        return licences.apply(request.signedIn(), terms, input.text("rules", 64));
    }

    private static Gtin gtin(String text) {
        try {
            return Gtin.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at("products");
        }
    }

    private Response list(Request request) {
        return Response.json(
                Map.of(
                        "licences",
                        desk.own(request.signedIn()).stream().map(LicenceApi::json).toList()));
    }

    private Response rules(Request request) {
        return Response.json(
                Map.of(
                        "digest", licences.rules().digest(),
                        "paragraphs", licences.rules().paragraphs(request.language())));
    }

    private static Response answer(Licence licence) {
        return Response.json(json(licence));
    }

    /// What everybody may know: nothing of quantities.
    private Response show(Request request) {
        LicenceDesk.Shown shown = desk.showPublic(request.id("id"));
        Map<String, Object> json = open(shown.licence());
        json.put("history", shown.steps().stream().map(LicenceApi::json).toList());
        return Response.json(json);
    }

    private static Map<String, Object> json(Licence.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", step.state().name());
        json.put("reason", step.reason());
        json.put("at", step.at().toString());
        step.statement().ifPresent(id -> json.put("proof", "/log/proof/" + id));
        return json;
    }

    private static Map<String, Object> open(Licence licence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", licence.id().toString());
        json.put("enterprise", licence.enterprise().toString());
        json.put("kind", licence.terms().kind().name());
        licence.terms().campaign().ifPresent(id -> json.put("campaign", id.toString()));
        json.put("products", licence.terms().products().stream().map(Gtin::digits).toList());
        json.put("from", licence.terms().from().toString());
        json.put("until", licence.terms().until().toString());
        json.put("state", licence.state().name());
        return json;
    }

    private static Map<String, Object> json(Licence licence) {
        Map<String, Object> json = open(licence);
        json.put("quantity", licence.terms().quantity());
        json.put("used", licence.used());
        json.put("rules", licence.rules());
        json.put("basis", licence.basis());
        json.put("appliedAt", licence.appliedAt().toString());
        return json;
    }
}
