// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The registry for programs. Thread-safe.
public final class EnterpriseApi {
    static final String[] FIELDS =
            Stream.concat(Registration.REQUIRED.stream(), Registration.OPTIONAL.stream())
                    .toArray(String[]::new);

    private final Enterprises enterprises;

    /// An API of the registry.
    public EnterpriseApi(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR).withScope(Scope.REGISTRY);
        Access reviewer = Access.of(Role.REVIEWER).withScope(Scope.REGISTRY);
        Access open = Access.OPEN.withScope(Scope.REGISTRY);
        routes.post("/api/enterprises", operator, this::register);
        routes.get("/api/enterprises", open, this::list);
        routes.get("/api/enterprises.csv", open, this::export);
        routes.get("/api/enterprises.jsonl", open, this::exportLines);
        routes.post("/api/enterprises/import", operator, Csv.FILE_BYTES_MAX, this::importRoll);
        routes.post("/api/enterprises/verify-all", reviewer, this::verifyAll);
        routes.get("/api/enterprises/{id}", open, this::show);
        routes.post("/api/enterprises/{id}/verify", reviewer, this::verify);
        routes.post("/api/enterprises/{id}/state", operator, this::change);
    }

    private Response register(Request request) {
        Registration registration = Registration.of(request.input(FIELDS));
        Enterprise made = enterprises.register(request.signedIn(), registration);
        return Response.json(201, json(made, enterprises.sites(made.id())))
                .header("Location", "/api/enterprises/" + made.id());
    }

    private Response importRoll(Request request) {
        request.requireType("text/csv");
        boolean dryRun = ImportReport.dryRun(request);
        boolean skipBad = ImportReport.skipBad(request);
        List<Csv.Row> rows = Csv.read(request.body(), Registration.REQUIRED, Registration.OPTIONAL);
        return enterprises.importRoll(request.signedIn(), rows, dryRun, skipBad).response(request);
    }

    private Response verifyAll(Request request) {
        return Response.json(Map.of("verified", enterprises.verifyAll(request.signedIn())));
    }

    private Response verify(Request request) {
        Enterprise verified = verify(enterprises, request);
        return Response.json(json(verified, enterprises.sites(verified.id())));
    }

    /// A program that has nothing to say sends no body.
    static Enterprise verify(Enterprises enterprises, Request request) {
        Optional<String> reason =
                request.body().length == 0
                        ? Optional.empty()
                        : request.input("acceptedDespiteCheck")
                                .optionalText(
                                        "acceptedDespiteCheck", Registration.REASON_LENGTH_MAX);
        return enterprises.verify(request.signedIn(), request.id("id"), reason);
    }

    private Response change(Request request) {
        Input input = request.input("state", "reason");
        EnterpriseState to = input.choice("state", EnterpriseState.class);
        String reason = input.text("reason", Registration.REASON_LENGTH_MAX);
        UUID id = request.id("id");
        Enterprise changed = enterprises.change(request.signedIn(), id, to, reason);
        return Response.json(json(changed, enterprises.sites(id)));
    }

    private Response show(Request request) {
        UUID id = request.id("id");
        Enterprise one = enterprises.show(request.caller(), id);
        return Response.json(json(one, enterprises.sites(id)));
    }

    private Response list(Request request) {
        int limit = (int) request.query("limit", 20, 1, Enterprises.PAGE_MAX);
        Enterprises.Found found =
                enterprises.search(
                        request.caller(),
                        EnterpriseFilter.of(request),
                        request.query("after"),
                        limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "enterprises",
                found.enterprises().stream().map(one -> json(one, List.of())).toList());
        json.put("count", Math.min(found.count(), Enterprises.COUNT_MAX));
        json.put("more", found.count() > Enterprises.COUNT_MAX);
        found.next().ifPresent(after -> json.put("after", after));
        return Response.json(json);
    }

    private Response exportLines(Request request) {
        EnterpriseFilter filter = EnterpriseFilter.of(request);
        return Response.jsonLines(
                        out ->
                                enterprises.each(
                                        request.caller(),
                                        filter,
                                        one -> out.accept(json(one, List.of()))))
                .attachment("enterprises.jsonl");
    }

    private Response export(Request request) {
        EnterpriseFilter filter = EnterpriseFilter.of(request);
        return Response.csv(
                        EXPORTED,
                        out ->
                                enterprises.each(
                                        request.caller(), filter, one -> out.accept(cells(one))))
                .attachment("enterprises.csv");
    }

    private static final List<String> EXPORTED =
            List.of(
                    "creditCode",
                    "nameZh",
                    "nameEn",
                    "province",
                    "region",
                    "industry",
                    "division",
                    "sizeClass",
                    "state",
                    "id");

    private static List<String> cells(Enterprise one) {
        return List.of(
                one.creditCode().text(),
                one.nameZh(),
                one.nameEn(),
                one.province().code(),
                one.seat().code(),
                one.industry().code(),
                one.division().map(Division::code).orElse(""),
                one.sizeClass().map(Enum::name).orElse(""),
                one.state().name(),
                one.id().toString());
    }

    static Map<String, Object> json(Enterprise one, List<Site> sites) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", one.id().toString());
        json.put("creditCode", one.creditCode().text());
        json.put("nameZh", one.nameZh());
        json.put("nameEn", one.nameEn());
        json.put("province", one.province().code());
        json.put("provinceName", one.province().zh());
        json.put("region", one.seat().code());
        json.put("regionName", one.seat().fullZh());
        json.put("industry", one.industry().code());
        one.division().ifPresent(division -> json.put("division", division.code()));
        one.sizeClass().ifPresent(size -> json.put("sizeClass", size.name()));
        json.put("state", one.state().name());
        one.acceptedDespiteCheck().ifPresent(why -> json.put("acceptedDespiteCheck", why));
        one.mergedInto().ifPresent(into -> json.put("mergedInto", into.toString()));
        json.put("registeredAt", one.registeredAt().toString());
        one.verifiedAt().ifPresent(at -> json.put("verifiedAt", at.toString()));
        if (!sites.isEmpty()) {
            json.put("sites", sites.stream().map(EnterpriseApi::json).toList());
        }
        json.put("statement", one.statement().toString());
        json.put("proof", "/log/proof/" + one.statement());
        return json;
    }

    static Map<String, Object> json(Site site) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", site.id().toString());
        json.put("name", site.name());
        json.put("province", site.province().code());
        json.put("region", site.place().code());
        site.closedOn().ifPresent(day -> json.put("closedOn", day.toString()));
        return json;
    }
}
