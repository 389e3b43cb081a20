// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;

/// Campaigns for people: the public page with the text, and the desk of those who prepare them.
/// Thread-safe.
public final class CampaignPages {
    private final Campaigns campaigns;

    /// Pages of campaigns.
    public CampaignPages(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access desks =
                Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.OWNER, Role.AUDITOR);
        Access operator = Access.of(Role.OPERATOR);
        routes.get("/campaigns/{id}", Access.OPEN, this::show)
                .get("/desk/campaigns", desks, this::list)
                .post("/desk/campaigns", operator, this::create)
                .post("/desk/campaigns/{id}/open", operator, this::open)
                .post("/desk/campaigns/{id}/close", operator, this::close);
    }

    private Response show(Request request) {
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        return request.page("campaign/campaign", Map.of("campaign", campaign));
    }

    private Response list(Request request) {
        return request.page("campaign/list", Map.of("campaigns", campaigns.list(request.caller())));
    }

    private Response create(Request request) {
        Campaign.Plan plan = CampaignInput.form(request.input(CampaignInput.FIELDS));
        Campaign made = campaigns.create(request.signedIn(), plan);
        return Response.seeOther("/desk/campaigns/" + made.id());
    }

    private Response open(Request request) {
        request.input();
        campaigns.open(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/campaigns/" + request.id("id"));
    }

    private Response close(Request request) {
        request.input();
        campaigns.close(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/campaigns/" + request.id("id"));
    }
}
