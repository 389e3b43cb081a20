// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.enterprise.EnterpriseChanges.Merger;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Changes of registered enterprises for programs: names, mergers, sites, contacts. Thread-safe.
public final class ChangeApi {
    private static final String[] CONTACT_FIELDS = Contact.FIELDS.toArray(String[]::new);

    private final Enterprises enterprises;

    /// An API of the registry's changes.
    public ChangeApi(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR).withScope(Scope.REGISTRY);
        Access reviewer = Access.of(Role.REVIEWER).withScope(Scope.REGISTRY);
        Access sites = Access.of(Role.OPERATOR, Role.OWNER).withScope(Scope.REGISTRY);
        Access open = Access.OPEN.withScope(Scope.REGISTRY);
        routes.post("/api/enterprises/{id}/sites", sites, this::addSite);
        routes.post("/api/enterprises/{id}/sites/{site}/name", sites, this::renameSite);
        routes.post("/api/enterprises/{id}/sites/{site}/close", sites, this::closeSite);
        routes.post("/api/enterprises/{id}/name", operator, this::rename);
        routes.post("/api/enterprises/{id}/merger", operator, this::proposeMerger);
        routes.post("/api/enterprises/{id}/merger/decision", reviewer, this::decideMerger);
        routes.get("/api/enterprises/{id}/contacts", sites, this::contacts);
        routes.post("/api/enterprises/{id}/contacts", sites, this::setContacts);
        routes.get("/api/enterprises/{id}/history", open, this::history);
    }

    private Response addSite(Request request) {
        Site site = addSite(enterprises.changes(), request);
        return Response.json(201, EnterpriseApi.json(site));
    }

    static Site addSite(EnterpriseChanges changes, Request request) {
        Input input = request.input("name", "province");
        Registration.SiteName named =
                new Registration.SiteName(
                        input.text("name", Enterprise.NAME_LENGTH_MAX),
                        input.parse("province", 60, Place::parse));
        return changes.addSite(request.signedIn(), request.id("id"), named);
    }

    private Response renameSite(Request request) {
        return Response.json(EnterpriseApi.json(renameSite(enterprises.changes(), request)));
    }

    static Site renameSite(EnterpriseChanges changes, Request request) {
        String name = request.input("name").text("name", Enterprise.NAME_LENGTH_MAX);
        return changes.renameSite(request.signedIn(), request.id("id"), request.id("site"), name);
    }

    private Response closeSite(Request request) {
        return Response.json(EnterpriseApi.json(closeSite(enterprises.changes(), request)));
    }

    static Site closeSite(EnterpriseChanges changes, Request request) {
        LocalDate lastDay = request.input("lastDay").date("lastDay");
        return changes.closeSite(request.signedIn(), request.id("id"), request.id("site"), lastDay);
    }

    private Response rename(Request request) {
        Enterprise renamed = rename(enterprises.changes(), request);
        return Response.json(EnterpriseApi.json(renamed, enterprises.sites(renamed.id())));
    }

    static Enterprise rename(EnterpriseChanges changes, Request request) {
        Input input = request.input("nameZh", "nameEn", "reason");
        return changes.rename(
                request.signedIn(),
                request.id("id"),
                input.text("nameZh", Enterprise.NAME_LENGTH_MAX),
                input.optional("nameEn", Enterprise.NAME_LENGTH_MAX, text -> text).orElse(""),
                input.text("reason", Registration.REASON_LENGTH_MAX));
    }

    private Response proposeMerger(Request request) {
        Merger merger = proposeMerger(enterprises, request);
        return Response.json(
                201,
                Map.of(
                        "id", merger.id().toString(),
                        "enterprise", merger.enterprise().toString(),
                        "into", merger.into().toString(),
                        "reason", merger.reason()));
    }

    static Merger proposeMerger(Enterprises enterprises, Request request) {
        Input input = request.input("into", "reason");
        UUID into =
                enterprises
                        .withText(input.text("into", 40).toUpperCase(Locale.ROOT))
                        .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("into"))
                        .id();
        String reason = input.text("reason", Registration.REASON_LENGTH_MAX);
        return enterprises
                .changes()
                .proposeMerger(request.signedIn(), request.id("id"), into, reason);
    }

    private Response decideMerger(Request request) {
        Enterprise decided = decideMerger(enterprises.changes(), request);
        return Response.json(EnterpriseApi.json(decided, enterprises.sites(decided.id())));
    }

    static Enterprise decideMerger(EnterpriseChanges changes, Request request) {
        Decision decision = request.input("decision").choice("decision", Decision.class);
        return changes.decideMerger(
                request.signedIn(), request.id("id"), decision == Decision.CONFIRM);
    }

    /// What a reviewer says of a merger.
    enum Decision {
        CONFIRM,
        DECLINE
    }

    private Response contacts(Request request) {
        List<Contact> contacts =
                enterprises.changes().contacts(request.signedIn(), request.id("id"));
        return Response.json(Map.of("contacts", contacts.stream().map(ChangeApi::json).toList()))
                .header("Cache-Control", "no-store");
    }

    private Response setContacts(Request request) {
        List<Contact> contacts =
                request
                        .input("contacts")
                        .objects("contacts", 0, Contact.COUNT_MAX, CONTACT_FIELDS)
                        .stream()
                        .map(Contact::of)
                        .toList();
        enterprises.changes().setContacts(request.signedIn(), request.id("id"), contacts);
        return Response.empty(204);
    }

    private Response history(Request request) {
        UUID id = request.id("id");
        enterprises.show(request.caller(), id);
        List<Map<String, Object>> steps = new ArrayList<>();
        for (EnterpriseChanges.Step step : enterprises.changes().history(request.caller(), id)) {
            steps.add(
                    Map.of(
                            "at", step.at().toString(),
                            "what", step.what(),
                            "reason", step.reason()));
        }
        return Response.json(Map.of("history", steps));
    }

    private static Map<String, String> json(Contact contact) {
        return Map.of(
                "name", contact.name(),
                "role", contact.role(),
                "phone", contact.phone(),
                "email", contact.email(),
                "language", contact.language().name());
    }
}
