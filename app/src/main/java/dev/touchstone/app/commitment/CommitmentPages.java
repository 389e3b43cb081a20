// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.notice.EmailAddress;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What was promised and reported, for everybody; the desks of those who report and of the
/// association. Thread-safe.
public final class CommitmentPages {
    private static final int ROWS = 50;
    private static final int FORM_BYTES_MAX = 64 * 1024;

    private final Commitments commitments;
    private final CommitmentDesk desk;
    private final Reminders reminders;

    /// Pages of reports.
    public CommitmentPages(Commitments commitments, CommitmentDesk desk, Reminders reminders) {
        this.commitments = commitments;
        this.desk = desk;
        this.reminders = reminders;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access writers = Access.of(Role.OWNER, Role.QUALITY);
        Access owner = Access.of(Role.OWNER);
        Access readers =
                Access.of(
                        Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.REGULATOR, Role.AUDITOR);
        Access desks =
                Access.of(
                        Role.OPERATOR,
                        Role.REVIEWER,
                        Role.PUBLISHER,
                        Role.REGULATOR,
                        Role.AUDITOR,
                        Role.OWNER,
                        Role.QUALITY);
        String work = "/desk/signatures/{id}/commitments/{place}";
        String campaign = "/desk/campaigns/{id}/commitments";
        routes.get("/commitments/{id}", Access.OPEN, this::show)
                .get("/desk/commitments", desks, this::desk)
                .post("/desk/commitments/letters", owner, this::letters)
                .get(work, writers, this::work)
                .post(work + "/draft", writers, FORM_BYTES_MAX, this::draft)
                .post(work + "/publish", owner, this::publish)
                .get(campaign, readers, this::overview)
                .post(campaign + "/plan", Access.of(Role.OPERATOR), this::plan)
                .get(campaign + "/list.csv", readers, this::csv);
    }

    private Response show(Request request) {
        Commitments.Shown shown = commitments.show(request.id("id"));
        return request.page("commitment/public", Map.of("shown", shown));
    }

    private Response desk(Request request) {
        Caller caller = request.signedIn();
        if (caller.enterprise().isEmpty()) {
            return request.page(
                    "commitment/campaigns", Map.of("campaigns", desk.campaigns(caller)));
        }
        return request.page(
                "commitment/own",
                Map.of(
                        "own",
                        commitments.own(caller),
                        "letters",
                        caller.is(Role.OWNER) ? reminders.letters(caller) : Optional.empty()));
    }

    private Response letters(Request request) {
        Input input = request.input("address", "language");
        Optional<EmailAddress> to =
                input.optional("address", EmailAddress.LENGTH_MAX, EmailAddress::parse);
        Language language = input.choice("language", Language.class);
        reminders.send(
                request.signedIn(), to.map(address -> new Reminders.Letters(address, language)));
        return Response.seeOther("/desk/commitments");
    }

    private Response work(Request request) {
        Commitments.Work work =
                commitments.work(
                        request.signedIn(), request.id("id"), CommitmentApi.place(request));
        return request.page("commitment/work", Map.of("work", work));
    }

    private static Response back(Request request) {
        Place place = CommitmentApi.place(request);
        return Response.seeOther("/desk/signatures/" + request.id("id") + "/commitments/" + place);
    }

    private Response draft(Request request) {
        CommitmentApi.draft(commitments, request);
        return back(request);
    }

    private Response publish(Request request) {
        CommitmentApi.publish(commitments, request);
        return back(request);
    }

    private static CommitmentDesk.Which which(Request request) {
        return request.query("which", CommitmentPages::which).orElse(CommitmentDesk.Which.ALL);
    }

    private static CommitmentDesk.Which which(String text) {
        for (CommitmentDesk.Which one : CommitmentDesk.Which.values()) {
            if (one.name().equals(text.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        throw new Refused(Code.UNKNOWN_VALUE, "ALL, DUE, REPORTED").at("which");
    }

    private Response overview(Request request) {
        CommitmentDesk.Which which = which(request);
        CommitmentDesk.Overview overview =
                desk.overview(
                        request.signedIn(),
                        request.id("id"),
                        which,
                        request.query("after", UUID::fromString),
                        ROWS);
        return request.page("commitment/overview", Map.of("overview", overview, "which", which));
    }

    private Response plan(Request request) {
        CommitmentApi.plan(desk, request);
        return Response.seeOther("/desk/campaigns/" + request.id("id") + "/commitments");
    }

    /// As many lines as a campaign has signatories; they are few enough to be held.
    private Response csv(Request request) {
        Caller caller = request.signedIn();
        UUID id = request.id("id");
        CommitmentDesk.Which which = which(request);
        int expected = desk.overview(caller, id, which, Optional.empty(), 1).expected();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "\uFEFF", CommitmentApi.COLUMNS);
        desk.each(caller, id, which, one -> write(out, "", CommitmentApi.cells(one, expected)));
        return Response.bytes(200, "text/csv; charset=utf-8", out.toByteArray())
                .attachment("commitments.csv");
    }

    private static void write(ByteArrayOutputStream out, String start, List<String> cells) {
        out.writeBytes((start + Csv.line(cells)).getBytes(StandardCharsets.UTF_8));
    }
}
