// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The association's desk of certificates: those of a campaign, and the batches that make them.
/// Thread-safe.
public final class BatchPages {
    private final Certificates certificates;
    private final Batches batches;
    private final Prints prints;
    private final Campaigns campaigns;

    /// Pages of the desk.
    public BatchPages(
            Certificates certificates, Batches batches, Prints prints, Campaigns campaigns) {
        this.certificates = certificates;
        this.batches = batches;
        this.prints = prints;
        this.campaigns = campaigns;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access issuers = Access.of(Role.PUBLISHER, Role.OPERATOR);
        Access association = Access.of(Role.PUBLISHER, Role.OPERATOR, Role.AUDITOR);
        routes.get("/desk/certificates", issuers, this::desk)
                .post("/desk/certificates", issuers, this::start)
                .get("/desk/campaigns/{id}/certificates", association, this::list)
                .get("/desk/campaigns/{id}/certificates.zip", association, this::zip)
                .get("/desk/certificate-batches/{id}", association, this::show)
                .post("/desk/certificate-batches/{id}/cancel", issuers, this::cancel);
    }

    /// What the desk shows.
    public record Desk(
            List<Campaign> campaigns, List<Batch> batches, List<Certificate> certificates) {}

    private Response desk(Request request) {
        Caller caller = request.signedIn();
        Desk desk =
                new Desk(
                        campaigns.list(request.caller()),
                        batches.latest(caller),
                        certificates.latest(caller));
        return request.page("certificate/desk", Map.of("desk", desk));
    }

    private Response start(Request request) {
        Batch batch = batches.start(request.signedIn(), request.input("campaign").id("campaign"));
        return Response.seeOther("/desk/certificate-batches/" + batch.id());
    }

    /// One page of a campaign's certificates.
    ///
    /// @param next the number after which the next page starts; empty on the last one
    public record Listed(
            Campaign campaign, List<Certificate> certificates, Optional<String> next) {}

    private Response list(Request request) {
        List<Certificate> page =
                certificates.page(
                        request.signedIn(), request.id("id"), request.query("after").orElse(""));
        boolean more = page.size() == Certificates.PAGE_MAX;
        Optional<String> next = more ? Optional.of(page.getLast().number()) : Optional.empty();
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        return request.page("certificate/list", Map.of("listed", new Listed(campaign, page, next)));
    }

    private Response zip(Request request) {
        return BatchApi.zip(prints, request);
    }

    private Response show(Request request) {
        Caller caller = request.signedIn();
        UUID id = request.id("id");
        Batch batch = batches.get(caller, id);
        Campaign campaign = campaigns.show(request.caller(), batch.campaign());
        return request.page(
                "certificate/batch",
                Map.of(
                        "batch", batch,
                        "campaign", campaign,
                        "failures", batches.failures(caller, id)));
    }

    private Response cancel(Request request) {
        request.input();
        Batch batch = batches.cancel(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/certificate-batches/" + batch.id());
    }
}
