// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        Access people = Access.of(Role.OPERATOR, Role.OWNER);
        Access manage = Access.of(Role.OPERATOR, Role.REVIEWER, Role.AUDITOR, Role.OWNER);
        routes.get("/enterprises", Access.OPEN, this::registry)
                .get("/enterprises/{id}", Access.OPEN, this::show)
                .get("/desk/enterprises/{id}", manage, this::manage)
                .post("/desk/enterprises/{id}/state", operator, this::change)
                .post("/desk/enterprises/{id}/name", operator, this::rename)
                .post("/desk/enterprises/{id}/merger", operator, this::proposeMerger)
                .post("/desk/enterprises/{id}/merger/decision", reviewer, this::decideMerger)
                .post("/desk/enterprises/{id}/sites", people, this::addSite)
                .post("/desk/enterprises/{id}/sites/{site}/name", people, this::renameSite)
                .post("/desk/enterprises/{id}/sites/{site}/close", people, this::closeSite)
                .get("/desk/enterprises/{id}/contacts", people, this::contacts)
                .post("/desk/enterprises/{id}/contacts", people, this::addContact)
                .post("/desk/enterprises/{id}/contacts/remove", people, this::removeContact)
                .get("/desk/enterprises", desk, this::desk)
                .post("/desk/enterprises", operator, this::register)
                .post("/desk/enterprises/verify-all", reviewer, this::verifyAll)
                .post("/desk/enterprises/{id}/verify", reviewer, this::verify)
                .get("/desk/enterprises/import", operator, this::importForm)
                .post("/desk/enterprises/import", operator, FORM_BYTES_MAX, this::importRoll);
    }

    /// A page of hits, for the public and for the desk.
    ///
    /// @param query what the next page is asked with, besides where it starts
    public record Hits(Enterprises.Found found, String query) {
        /// The number of hits, or the largest one that is told.
        public int count() {
            return Math.min(found.count(), Enterprises.COUNT_MAX);
        }

        /// Whether there are more.
        public boolean more() {
            return found.count() > Enterprises.COUNT_MAX;
        }
    }

    private Hits hits(Request request) {
        EnterpriseFilter filter = EnterpriseFilter.of(request);
        Enterprises.Found found =
                enterprises.search(request.caller(), filter, request.query("after"), ROWS);
        StringBuilder query = new StringBuilder();
        for (String name : List.of("q", "province", "industry", "state")) {
            request.query(name)
                    .ifPresent(
                            value ->
                                    query.append(name)
                                            .append('=')
                                            .append(
                                                    URLEncoder.encode(
                                                            value, StandardCharsets.UTF_8))
                                            .append('&'));
        }
        return new Hits(found, query.toString());
    }

    private Response registry(Request request) {
        return request.page("enterprise/registry", Map.of("hits", hits(request)));
    }

    /// What a page of an enterprise shows besides itself.
    ///
    /// @param successor the enterprise that came in its place
    public record Shown(
            Enterprise enterprise,
            List<Site> sites,
            List<EnterpriseChanges.FormerName> formerNames,
            List<EnterpriseChanges.Step> history,
            Optional<Enterprise> successor) {}

    private Shown shown(Request request) {
        UUID id = request.id("id");
        Enterprise one = enterprises.show(request.caller(), id);
        return new Shown(
                one,
                enterprises.sites(id),
                enterprises.changes().formerNames(id),
                enterprises.changes().history(request.caller(), id),
                one.mergedInto().map(into -> enterprises.successor(one)));
    }

    private Response show(Request request) {
        return request.page("enterprise/enterprise", Map.of("shown", shown(request)));
    }

    private Response manage(Request request) {
        Caller caller = request.signedIn();
        UUID id = request.id("id");
        caller.requireFor(id, Role.OPERATOR, Role.REVIEWER, Role.AUDITOR, Role.OWNER);
        Shown shown = shown(request);
        Optional<Enterprise> into =
                caller.isAny(Role.OPERATOR, Role.REVIEWER)
                        ? enterprises
                                .changes()
                                .openMerger(caller, id)
                                .map(merger -> enterprises.show(request.caller(), merger.into()))
                        : Optional.empty();
        return request.page("enterprise/manage", Map.of("shown", shown, "mergerInto", into));
    }

    private Response change(Request request) {
        Input input = request.input("state", "reason");
        EnterpriseState to = input.choice("state", EnterpriseState.class);
        String reason = input.text("reason", Registration.REASON_LENGTH_MAX);
        return managed(enterprises.change(request.signedIn(), request.id("id"), to, reason).id());
    }

    private Response rename(Request request) {
        return managed(ChangeApi.rename(enterprises.changes(), request).id());
    }

    private Response proposeMerger(Request request) {
        return managed(ChangeApi.proposeMerger(enterprises, request).enterprise());
    }

    private Response decideMerger(Request request) {
        return managed(ChangeApi.decideMerger(enterprises.changes(), request).id());
    }

    private Response addSite(Request request) {
        return managed(ChangeApi.addSite(enterprises.changes(), request).enterprise());
    }

    private Response renameSite(Request request) {
        return managed(ChangeApi.renameSite(enterprises.changes(), request).enterprise());
    }

    private Response closeSite(Request request) {
        return managed(ChangeApi.closeSite(enterprises.changes(), request).enterprise());
    }

    private static Response managed(UUID id) {
        return Response.seeOther("/desk/enterprises/" + id);
    }

    private Response contacts(Request request) {
        UUID id = request.id("id");
        List<Contact> contacts = enterprises.changes().contacts(request.signedIn(), id);
        Enterprise one = enterprises.show(request.caller(), id);
        return request.page("enterprise/contacts", Map.of("enterprise", one, "contacts", contacts))
                .header("Cache-Control", "no-store");
    }

    private Response addContact(Request request) {
        Contact contact = Contact.of(request.input(Contact.FIELDS.toArray(String[]::new)));
        UUID id = request.id("id");
        enterprises
                .changes()
                .changeContacts(
                        request.signedIn(),
                        id,
                        before -> {
                            List<Contact> after = new ArrayList<>(before);
                            after.add(contact);
                            return after;
                        });
        return Response.seeOther("/desk/enterprises/" + id + "/contacts");
    }

    private Response removeContact(Request request) {
        int place = (int) request.input("place").integer("place", 0, Contact.COUNT_MAX - 1);
        UUID id = request.id("id");
        enterprises
                .changes()
                .changeContacts(
                        request.signedIn(),
                        id,
                        before -> {
                            if (place >= before.size()) {
                                throw new Refused(Code.NOT_FOUND).at("place");
                            }
                            List<Contact> after = new ArrayList<>(before);
                            after.remove(place);
                            return after;
                        });
        return Response.seeOther("/desk/enterprises/" + id + "/contacts");
    }

    private Response desk(Request request) {
        return request.page("enterprise/desk", Map.of("hits", hits(request)));
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
        Input input = request.input("csv", "dryRun", "skipBad", "report");
        String csv = Csv.pasted(input);
        boolean skipBad = input.flag("skipBad");
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        List<Csv.Row> rows = Csv.read(file, Registration.REQUIRED, Registration.OPTIONAL);
        ImportReport report = enterprises.importRoll(request.signedIn(), rows, true, skipBad);
        if (input.flag("report")) {
            return report.refusedLines(request);
        }
        boolean stored = !input.flag("dryRun") && (skipBad || report.errors().isEmpty());
        if (stored) {
            report = enterprises.importRoll(request.signedIn(), rows, false, skipBad);
        }
        boolean done = stored && report.errors().isEmpty();
        return request.page(
                "enterprise/import",
                Map.of(
                        "csv",
                        done ? "" : csv,
                        "report",
                        Optional.of(new ImportPage(report, request.errors(report.errors())))));
    }

    /// What an upload did, for the page.
    public record ImportPage(ImportReport report, List<Map<String, Object>> errors) {}
}
