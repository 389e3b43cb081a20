// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;

/// Campaigns for programs. Thread-safe.
public final class CampaignApi {
    private final Campaigns campaigns;

    /// An API of campaigns.
    public CampaignApi(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR).withScope(Scope.PLEDGE);
        Access open = Access.OPEN.withScope(Scope.PLEDGE);
        routes.post("/api/campaigns", operator, this::create)
                .get("/api/campaigns", open, this::list)
                .get("/api/campaigns/{id}", open, this::show)
                .get("/api/campaigns/{id}/texts", open, this::texts)
                .get("/api/campaigns/{id}/texts/{version}", open, this::text)
                .post("/api/campaigns/{id}", operator, this::edit)
                .post("/api/campaigns/{id}/clone", operator, this::cloned)
                .post("/api/campaigns/{id}/text", operator, this::replaceText)
                .post("/api/campaigns/{id}/open", operator, this::open)
                .post("/api/campaigns/{id}/close", operator, this::close)
                .post("/api/campaigns/{id}/archive", operator, this::archive);
    }

    private Response create(Request request) {
        Campaign.Plan plan = CampaignInput.json(request.input(CampaignInput.FIELDS));
        Campaign made = campaigns.create(request.signedIn(), plan);
        return Response.json(201, CampaignJson.of(made))
                .header("Location", "/api/campaigns/" + made.id());
    }

    private Response list(Request request) {
        return Response.json(
                Map.of(
                        "campaigns",
                        campaigns.list(request.caller()).stream().map(CampaignJson::of).toList()));
    }

    private Response show(Request request) {
        return Response.json(CampaignJson.of(campaigns.show(request.caller(), request.id("id"))));
    }

    private Response texts(Request request) {
        return Response.json(
                Map.of(
                        "texts",
                        campaigns.texts(request.caller(), request.id("id")).stream()
                                .map(one -> CampaignJson.of(one, false))
                                .toList()));
    }

    private Response text(Request request) {
        int version = request.part("version", Integer::parseInt);
        return Response.json(
                CampaignJson.of(campaigns.text(request.caller(), request.id("id"), version), true));
    }

    private Response edit(Request request) {
        Campaign.Plan plan = CampaignInput.json(request.input(CampaignInput.FIELDS));
        return Response.json(
                CampaignJson.of(campaigns.edit(request.signedIn(), request.id("id"), plan)));
    }

    private Response cloned(Request request) {
        Campaign made = campaigns.cloned(request.signedIn(), request.id("id"));
        return Response.json(201, CampaignJson.of(made))
                .header("Location", "/api/campaigns/" + made.id());
    }

    private Response replaceText(Request request) {
        PledgeText text = CampaignInput.text(request.input("titleZh", "titleEn", "parts"));
        return Response.json(
                CampaignJson.of(campaigns.replaceText(request.signedIn(), request.id("id"), text)));
    }

    private Response open(Request request) {
        return Response.json(CampaignJson.of(campaigns.open(request.signedIn(), request.id("id"))));
    }

    private Response close(Request request) {
        return Response.json(
                CampaignJson.of(campaigns.close(request.signedIn(), request.id("id"))));
    }

    private Response archive(Request request) {
        return Response.json(
                CampaignJson.of(campaigns.archive(request.signedIn(), request.id("id"))));
    }
}
