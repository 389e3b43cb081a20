// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The registry for people: an enterprise's public page, and the association's desk. Thread-safe.
public final class EnterprisePages {
    private static final int ROWS = 20;
    private static final int FORM_BYTES_MAX = 3 * Csv.FILE_BYTES_MAX;

    private final Enterprises enterprises;

    /// Pages of the registry.
    public EnterprisePages(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access desk =
                Access.of(
                        Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.REGULATOR, Role.AUDITOR);
        Access operator = Access.of(Role.OPERATOR);
        Access reviewer = Access.of(Role.REVIEWER);
        routes.get("/enterprises/{id}", Access.OPEN, this::show)
                .get("/desk/enterprises", desk, this::desk)
                .post("/desk/enterprises", operator, this::register)
                .post("/desk/enterprises/verify-all", reviewer, this::verifyAll)
                .post("/desk/enterprises/{id}/verify", reviewer, this::verify)
                .get("/desk/enterprises/import", operator, this::importForm)
                .post("/desk/enterprises/import", operator, FORM_BYTES_MAX, this::importRoll);
    }

    private Response show(Request request) {
        UUID id = request.id("id");
        Enterprise one = enterprises.show(request.caller(), id);
        return request.page(
                "enterprise/enterprise", Map.of("enterprise", one, "sites", enterprises.sites(id)));
    }

    private Response desk(Request request) {
        Optional<UUID> after = request.query("after", UUID::fromString);
        List<Enterprise> rows =
                enterprises.list(request.caller(), EnterpriseFilter.of(request), after, ROWS);
        String next = rows.size() == ROWS ? rows.getLast().id().toString() : "";
        return request.page("enterprise/desk", Map.of("enterprises", rows, "next", next));
    }

    private Response register(Request request) {
        Input input = request.input(EnterpriseApi.FIELDS);
        Enterprise made = enterprises.register(request.signedIn(), Registration.of(input));
        return Response.seeOther("/enterprises/" + made.id());
    }

    private Response verify(Request request) {
        Enterprise one = EnterpriseApi.verify(enterprises, request);
        return Response.seeOther("/enterprises/" + one.id());
    }

    private Response verifyAll(Request request) {
        request.input();
        enterprises.verifyAll(request.signedIn());
        return Response.seeOther("/desk/enterprises?state=VERIFIED");
    }

    private Response importForm(Request request) {
        return request.page("enterprise/import", Map.of("csv", "", "report", Optional.empty()));
    }

    private Response importRoll(Request request) {
        Input input = request.input("csv", "dryRun");
        String csv = Csv.pasted(input);
        boolean dryRun = input.flag("dryRun");
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        List<Csv.Row> rows = Csv.read(file, Registration.REQUIRED, Registration.OPTIONAL);
        ImportReport report = enterprises.importRoll(request.signedIn(), rows, true);
        boolean stored = !dryRun && report.errors().isEmpty();
        if (stored) {
            report = enterprises.importRoll(request.signedIn(), rows, false);
        }
        return request.page(
                "enterprise/import",
                Map.of(
                        "csv",
                        stored ? "" : csv,
                        "report",
                        Optional.of(new ImportPage(report, request.errors(report.errors())))));
    }

    /// What an upload did, for the page.
    public record ImportPage(ImportReport report, List<Map<String, Object>> errors) {}
}
