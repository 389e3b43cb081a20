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

    /// Desks of signatures.
    public PledgePages(Campaigns campaigns, Pledges pledges, PledgeDesk desk) {
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.desk = desk;
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
        routes.get("/desk/campaigns/{id}", desks, this::manage)
                .post("/desk/campaigns/{id}/sign", owner, this::sign)
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
                .post("/desk/signatures/{id}/publish", publisher, this::publish)
                .post(
                        "/desk/signatures/{id}/refuse",
                        Access.of(Role.REVIEWER, Role.PUBLISHER),
                        this::refuse)
                .post("/desk/signatures/{id}/withdraw", owner, this::withdraw)
                .post("/desk/signatures/{id}/remove", publisher, this::remove);
    }

    /// What the desk's page of a campaign shows.
    ///
    /// @param own the enterprise's own signature
    /// @param report what an upload of paper signatures did
    public record Manage(
            Campaign campaign,
            Optional<Pledge> own,
            int submitted,
            int approved,
            int published,
            Optional<ImportReport> report,
            List<Map<String, Object>> errors) {}

    private Response manage(Request request) {
        return manage(request, Optional.empty());
    }

    private Response manage(Request request, Optional<ImportReport> report) {
        Caller caller = request.signedIn();
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        UUID id = campaign.id();
        Manage model =
                new Manage(
                        campaign,
                        desk.own(caller, id),
                        desk.count(id, "SUBMITTED"),
                        desk.count(id, "APPROVED"),
                        desk.count(id, "PUBLISHED"),
                        report,
                        report.map(one -> request.errors(one.errors())).orElse(List.of()));
        return request.page("pledge/manage", Map.of("model", model));
    }

    private static Response back(Request request) {
        return Response.seeOther("/desk/campaigns/" + request.id("id"));
    }

    private Response sign(Request request) {
        Pledge pledge = PledgeApi.sign(pledges, request);
        return Response.seeOther("/desk/signatures/" + pledge.id());
    }

    private Response importSignatures(Request request) {
        Input input = request.input("csv", "dryRun");
        byte[] file = Csv.pasted(input).getBytes(StandardCharsets.UTF_8);
        List<Csv.Row> rows = Csv.read(file, SignatureImport.REQUIRED, List.of());
        UUID id = request.id("id");
        ImportReport report = pledges.importSignatures(request.signedIn(), id, rows, true);
        if (!input.flag("dryRun") && report.errors().isEmpty()) {
            report = pledges.importSignatures(request.signedIn(), id, rows, false);
        }
        return manage(request, Optional.of(report));
    }

    private Response queue(Request request) {
        String state = request.query("state").orElse("SUBMITTED");
        if (!state.equals("SUBMITTED") && !state.equals("APPROVED")) {
            throw new Refused(Code.UNKNOWN_VALUE, "SUBMITTED, APPROVED").at("state");
        }
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        Optional<UUID> after = request.query("after", UUID::fromString);
        List<Pledge> rows = desk.queue(request.signedIn(), campaign.id(), state, after);
        String next = rows.size() == PledgeDesk.PAGE_MAX ? rows.getLast().id().toString() : "";
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

    private Response refuse(Request request) {
        String reason = PledgeApi.reason(request);
        return shown(pledges.refuse(request.signedIn(), request.id("id"), reason));
    }

    private Response withdraw(Request request) {
        String reason = PledgeApi.reason(request);
        return shown(pledges.withdraw(request.signedIn(), request.id("id"), reason));
    }

    private Response remove(Request request) {
        String reason = PledgeApi.reason(request);
        return shown(pledges.remove(request.signedIn(), request.id("id"), reason));
    }
}
