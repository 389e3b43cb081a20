// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Certificates of whole campaigns for programs: issuing and printing them in the background, and
/// taking all PDFs at once. Thread-safe.
public final class BatchApi {
    private final Batches batches;
    private final Prints prints;

    /// An API of batches.
    public BatchApi(Batches batches, Prints prints) {
        this.batches = batches;
        this.prints = prints;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access issuers = Access.of(Role.PUBLISHER, Role.OPERATOR).withScope(Scope.PLEDGE);
        Access association =
                Access.of(Role.PUBLISHER, Role.OPERATOR, Role.AUDITOR).withScope(Scope.PLEDGE);
        routes.post("/api/campaigns/{id}/certificates", issuers, this::start)
                .get("/api/campaigns/{id}/certificates.zip", association, this::zip)
                .get("/api/certificate-batches/{id}", association, this::show)
                .post("/api/certificate-batches/{id}/cancel", issuers, this::cancel);
    }

    private Response start(Request request) {
        Batch batch = batches.start(request.signedIn(), request.id("id"));
        return Response.json(202, json(batch, List.of()))
                .header("Location", "/api/certificate-batches/" + batch.id());
    }

    private Response show(Request request) {
        Caller caller = request.signedIn();
        UUID id = request.id("id");
        return Response.json(json(batches.get(caller, id), batches.failures(caller, id)));
    }

    private Response cancel(Request request) {
        return Response.json(json(batches.cancel(request.signedIn(), request.id("id")), List.of()));
    }

    private Response zip(Request request) {
        return zip(prints, request);
    }

    static Response zip(Prints prints, Request request) {
        Caller caller = request.signedIn();
        Prints.requireAssociation(caller);
        UUID campaign = request.id("id");
        return Response.stream("application/zip", out -> prints.zip(caller, campaign, out))
                .header("Cache-Control", "no-store")
                .attachment("certificates-" + campaign + ".zip");
    }

    private static Map<String, Object> json(Batch batch, List<Batch.Failure> failures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", batch.id().toString());
        json.put("campaign", batch.campaign().toString());
        json.put("state", batch.state().name());
        json.put("total", batch.total());
        json.put("issued", batch.issued());
        json.put("printed", batch.printed());
        json.put("failed", batch.failed());
        json.put("startedAt", batch.startedAt().toString());
        batch.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        json.put("failures", failures.stream().map(BatchApi::json).toList());
        return json;
    }

    private static Map<String, Object> json(Batch.Failure failure) {
        return Map.of(
                "signature", failure.pledge().toString(),
                "code", failure.code(),
                "detail", failure.detail());
    }
}
