// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
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

/// Signatures for programs. Thread-safe.
public final class PledgeApi {
    private final Pledges pledges;
    private final PledgeDesk desk;

    /// An API of signatures.
    public PledgeApi(Pledges pledges, PledgeDesk desk) {
        this.pledges = pledges;
        this.desk = desk;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access owner = Access.of(Role.OWNER).withScope(Scope.PLEDGE);
        Access operator = Access.of(Role.OPERATOR).withScope(Scope.PLEDGE);
        Access reviewer = Access.of(Role.REVIEWER).withScope(Scope.PLEDGE);
        Access publisher = Access.of(Role.PUBLISHER).withScope(Scope.PLEDGE);
        Access refusers = Access.of(Role.REVIEWER, Role.PUBLISHER).withScope(Scope.PLEDGE);
        Access readers =
                Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.OWNER)
                        .withScope(Scope.PLEDGE);
        routes.post("/api/campaigns/{id}/signatures", owner, this::sign)
                .post(
                        "/api/campaigns/{id}/signatures/import",
                        operator,
                        Csv.FILE_BYTES_MAX,
                        this::importSignatures)
                .post("/api/campaigns/{id}/approve-all", reviewer, this::approveAll)
                .post("/api/campaigns/{id}/publish-all", publisher, this::publishAll)
                .get("/api/signatures/{id}", readers, this::show)
                .post("/api/signatures/{id}/approve", reviewer, this::approve)
                .post("/api/signatures/{id}/publish", publisher, this::publish)
                .post("/api/signatures/{id}/refuse", refusers, this::refuse)
                .post("/api/signatures/{id}/withdraw", owner, this::withdraw)
                .post("/api/signatures/{id}/remove", publisher, this::remove);
    }

    private Response sign(Request request) {
        Pledge pledge = sign(pledges, request);
        return Response.json(201, PledgeJson.of(pledge))
                .header("Location", "/api/signatures/" + pledge.id());
    }

    static Pledge sign(Pledges pledges, Request request) {
        Input input = request.input("textHash", "signerName", "signerRole", "category", "consent");
        String hash = input.text("textHash", 64);
        Pledge.Signer signer =
                new Pledge.Signer(
                        input.text("signerName", Pledge.SIGNER_LENGTH_MAX),
                        input.text("signerRole", Pledge.SIGNER_LENGTH_MAX));
        Category category = input.choice("category", Category.class);
        if (!input.flag("consent")) {
            throw new Refused(Code.CONSENT_NEEDED).at("consent");
        }
        return pledges.sign(request.signedIn(), request.id("id"), hash, signer, category);
    }

    private Response importSignatures(Request request) {
        request.requireType("text/csv");
        boolean dryRun = ImportReport.dryRun(request);
        List<Csv.Row> rows = Csv.read(request.body(), SignatureImport.REQUIRED, List.of());
        ImportReport report =
                pledges.importSignatures(request.signedIn(), request.id("id"), rows, dryRun);
        return Response.json(report.json(request));
    }

    private Response approveAll(Request request) {
        int count = pledges.approveAll(request.signedIn(), request.id("id"));
        return Response.json(Map.of("approved", count));
    }

    private Response publishAll(Request request) {
        int count = pledges.publishAll(request.signedIn(), request.id("id"));
        return Response.json(Map.of("published", count));
    }

    private Response show(Request request) {
        PledgeDesk.Detail detail = desk.detail(request.signedIn(), request.id("id"));
        Map<String, Object> json = new LinkedHashMap<>(PledgeJson.of(detail.pledge()));
        json.put("signerName", detail.signer().name());
        json.put("signerRole", detail.signer().role());
        json.put("history", detail.steps().stream().map(PledgeJson::of).toList());
        return Response.json(json);
    }

    private Response approve(Request request) {
        return Response.json(PledgeJson.of(pledges.approve(request.signedIn(), request.id("id"))));
    }

    private Response publish(Request request) {
        return Response.json(PledgeJson.of(pledges.publish(request.signedIn(), request.id("id"))));
    }

    private Response refuse(Request request) {
        String reason = reason(request);
        return Response.json(
                PledgeJson.of(pledges.refuse(request.signedIn(), request.id("id"), reason)));
    }

    private Response withdraw(Request request) {
        String reason = reason(request);
        return Response.json(
                PledgeJson.of(pledges.withdraw(request.signedIn(), request.id("id"), reason)));
    }

    private Response remove(Request request) {
        String reason = reason(request);
        return Response.json(
                PledgeJson.of(pledges.remove(request.signedIn(), request.id("id"), reason)));
    }

    static String reason(Request request) {
        return request.input("reason").text("reason", Pledge.REASON_LENGTH_MAX);
    }
}
