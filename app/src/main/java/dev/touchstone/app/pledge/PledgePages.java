// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The desks of those who sign, review and publish. Thread-safe.
public final class PledgePages {
    private static final int FORM_BYTES_MAX = 3 * Csv.FILE_BYTES_MAX;

    private final Campaigns campaigns;
    private final Pledges pledges;
    private final PledgeDesk desk;
    private final AuthorityLetters letters;

    /// Desks of signatures.
    public PledgePages(
            Campaigns campaigns, Pledges pledges, PledgeDesk desk, AuthorityLetters letters) {
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.desk = desk;
        this.letters = letters;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access desks =
                Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.OWNER, Role.AUDITOR);
        Access association = Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER);
        Access operator = Access.of(Role.OPERATOR);
        Access reviewer = Access.of(Role.REVIEWER);
        Access publisher = Access.of(Role.PUBLISHER);
        Access owner = Access.of(Role.OWNER);
        Access refusers = Access.of(Role.REVIEWER, Role.PUBLISHER);
        routes.get("/desk/campaigns/{id}", desks, this::manage)
                .post("/desk/campaigns/{id}/sign", owner, LetterPages.FORM_BYTES_MAX, this::sign)
                .post(
                        "/desk/campaigns/{id}/import",
                        operator,
                        FORM_BYTES_MAX,
                        this::importSignatures)
                .get("/desk/campaigns/{id}/queue", association, this::queue)
                .post("/desk/campaigns/{id}/approve-all", reviewer, this::approveAll)
                .post("/desk/campaigns/{id}/publish-all", publisher, this::publishAll)
                .get("/desk/signatures/{id}", desks, this::signature)
                .post("/desk/signatures/{id}/approve", reviewer, this::approve)
                .post("/desk/signatures/{id}/take-back", reviewer, this::takeBack)
                .post("/desk/signatures/{id}/publish", publisher, this::publish)
                .post("/desk/signatures/{id}/refuse", refusers, this::refuse)
                .post("/desk/signatures/{id}/withdraw", owner, this::withdraw)
                .post("/desk/signatures/{id}/remove", publisher, this::remove)
                .post("/desk/signatures/{id}/appeal", owner, this::appeal)
                .post("/desk/signatures/{id}/uphold", refusers, this::uphold)
                .post("/desk/signatures/{id}/overturn", refusers, this::overturn);
    }

    /// What the desk's page of a campaign shows.
    ///
    /// @param own the enterprise's own signature
    /// @param toSign what the enterprise may sign with its own key; empty for others
    /// @param counts how many signatures each queue holds, for the association
    /// @param report what an upload of paper signatures did
    public record Manage(
            Campaign campaign,
            Optional<Pledge> own,
            String toSign,
            Map<String, Integer> counts,
            Optional<ImportReport> report,
            List<Map<String, Object>> errors) {
        /// How many signatures a queue holds.
        public int count(String queue) {
            return counts.getOrDefault(queue, 0);
        }

        /// The sentences of consent that are asked for.
        public int consentVersion() {
            return Signatures.CONSENT_VERSION;
        }
    }

    private Response manage(Request request) {
        return manage(request, Optional.empty());
    }

    private Response manage(Request request, Optional<ImportReport> report) {
        Caller caller = request.signedIn();
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        UUID id = campaign.id();
        boolean association = caller.isAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER);
        Manage model =
                new Manage(
                        campaign,
                        desk.own(caller, id),
                        caller.is(Role.OWNER) ? pledges.toSign(caller, id) : "",
                        association ? desk.counts(caller, id) : Map.of(),
                        report,
                        report.map(one -> request.errors(one.errors())).orElse(List.of()));
        return request.page("pledge/manage", Map.of("model", model));
    }

    private static Response back(Request request) {
        return Response.seeOther("/desk/campaigns/" + request.id("id"));
    }

    private Response sign(Request request) {
        Caller caller = request.signedIn();
        Pledge.Signing signing = PledgeApi.form(request);
        Optional<byte[]> letter =
                request.isMultipart() ? request.multipart().file("letter") : Optional.empty();
        letter.ifPresent(AuthorityLetters::format);
        return shown(
                pledges.sign(
                        caller,
                        request.id("id"),
                        signing,
                        (tx, made) ->
                                letter.ifPresent(file -> letters.put(tx, caller, made, file))));
    }

    private Response importSignatures(Request request) {
        Input input = request.input("csv", "dryRun", "skipBad");
        byte[] file = Csv.pasted(input).getBytes(StandardCharsets.UTF_8);
        List<Csv.Row> rows = Csv.read(file, SignatureImport.REQUIRED, List.of());
        UUID id = request.id("id");
        Caller caller = request.signedIn();
        boolean skipBad = input.flag("skipBad");
        ImportReport report = pledges.importSignatures(caller, id, rows, true, skipBad);
        if (request.query("report").filter("csv"::equals).isPresent()) {
            return report.refusedLines(request);
        }
        if (!input.flag("dryRun") && (skipBad || report.errors().isEmpty())) {
            report = pledges.importSignatures(caller, id, rows, false, skipBad);
        }
        return manage(request, Optional.of(report));
    }

    private Response queue(Request request) {
        String state = request.query("state").orElse("SUBMITTED");
        if (!PledgeDesk.QUEUES.contains(state)) {
            throw new Refused(Code.UNKNOWN_VALUE, String.join(", ", PledgeDesk.QUEUES)).at("state");
        }
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        Optional<UUID> after = request.query("after", UUID::fromString);
        List<Pledge> rows = desk.queue(request.signedIn(), campaign.id(), state, after);
        boolean more = rows.size() == PledgeDesk.PAGE_MAX && !state.equals("APPEALED");
        String next = more ? rows.getLast().id().toString() : "";
        return request.page(
                "pledge/queue",
                Map.of("campaign", campaign, "state", state, "pledges", rows, "next", next));
    }

    private Response approveAll(Request request) {
        request.input();
        pledges.approveAll(request.signedIn(), request.id("id"));
        return back(request);
    }

    private Response publishAll(Request request) {
        request.input();
        pledges.publishAll(request.signedIn(), request.id("id"));
        return back(request);
    }

    private Response signature(Request request) {
        PledgeDesk.Detail detail = desk.detail(request.signedIn(), request.id("id"));
        return request.page("pledge/signature", Map.of("detail", detail));
    }

    private static Response shown(Pledge pledge) {
        return Response.seeOther("/desk/signatures/" + pledge.id());
    }

    private Response approve(Request request) {
        request.input();
        return shown(pledges.approve(request.signedIn(), request.id("id")));
    }

    private Response publish(Request request) {
        request.input();
        return shown(pledges.publish(request.signedIn(), request.id("id")));
    }

    private Response takeBack(Request request) {
        request.input();
        return shown(pledges.takeBack(request.signedIn(), request.id("id")));
    }

    private Response refuse(Request request) {
        Reason reason = PledgeApi.reason(request, Reason.Use.REFUSAL);
        return shown(pledges.refuse(request.signedIn(), request.id("id"), reason));
    }

    private Response withdraw(Request request) {
        Reason reason = PledgeApi.reason(request, Reason.Use.WITHDRAWAL);
        return shown(pledges.withdraw(request.signedIn(), request.id("id"), reason));
    }

    private Response remove(Request request) {
        Reason reason = PledgeApi.reason(request, Reason.Use.REMOVAL);
        return shown(pledges.remove(request.signedIn(), request.id("id"), reason));
    }

    private Response appeal(Request request) {
        String text = PledgeApi.appealText(request);
        return shown(pledges.appeal(request.signedIn(), request.id("id"), text));
    }

    private Response uphold(Request request) {
        return decide(request, true);
    }

    private Response overturn(Request request) {
        return decide(request, false);
    }

    private Response decide(Request request, boolean stands) {
        String text = PledgeApi.decision(request);
        return shown(pledges.decideAppeal(request.signedIn(), request.id("id"), stands, text));
    }
}
