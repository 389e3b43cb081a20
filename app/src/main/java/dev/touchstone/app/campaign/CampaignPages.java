// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Campaigns for people: the public page with the text, and the desk of those who prepare them.
/// Thread-safe.
public final class CampaignPages {
    private static final String LIST = "/desk/campaigns";

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
                .get("/campaigns/{id}/texts/{version}", Access.OPEN, this::text)
                .get(LIST, desks, this::list)
                .get(LIST + "/new", operator, this::fresh)
                .post(LIST, operator, this::create)
                .post(LIST + "/preview", operator, this::preview)
                .get(LIST + "/{id}/edit", operator, this::edit)
                .post(LIST + "/{id}/edit", operator, this::save)
                .post(LIST + "/{id}/preview", operator, this::previewEdited)
                .post(LIST + "/{id}/clone", operator, this::cloned)
                .post(LIST + "/{id}/open", operator, this::open)
                .post(LIST + "/{id}/close", operator, this::close)
                .post(LIST + "/{id}/archive", operator, this::archive);
    }

    private Response show(Request request) {
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        return request.page(
                "campaign/campaign",
                Map.of(
                        "campaign",
                        campaign,
                        "texts",
                        campaigns.texts(request.caller(), campaign.id())));
    }

    private Response text(Request request) {
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        int version = request.part("version", Integer::parseInt);
        return request.page(
                "campaign/version",
                Map.of(
                        "campaign",
                        campaign,
                        "version",
                        campaigns.text(request.caller(), campaign.id(), version)));
    }

    private Response list(Request request) {
        return request.page("campaign/list", Map.of("campaigns", campaigns.list(request.caller())));
    }

    private Response fresh(Request request) {
        return form(request, 200, CampaignForm.empty(LIST));
    }

    private Response create(Request request) {
        return saved(
                request,
                CampaignForm.typed(LIST, request),
                plan -> campaigns.create(request.signedIn(), plan).id());
    }

    private Response edit(Request request) {
        Campaign campaign = campaigns.show(request.caller(), request.id("id"));
        return form(request, 200, CampaignForm.of(editing(campaign.id()), campaign.plan()));
    }

    private Response save(Request request) {
        UUID id = request.id("id");
        return saved(
                request,
                CampaignForm.typed(editing(id), request),
                plan -> campaigns.edit(request.signedIn(), id, plan).id());
    }

    private static String editing(UUID id) {
        return LIST + "/" + id + "/edit";
    }

    private static Response saved(
            Request request, CampaignForm form, Function<Campaign.Plan, UUID> save) {
        try {
            Campaign.Plan plan = CampaignInput.form(request.input(CampaignInput.FIELDS));
            return Response.seeOther(LIST + "/" + save.apply(plan));
        } catch (Refused refused) {
            return wrong(request, form, refused);
        }
    }

    private Response preview(Request request) {
        return preview(request, CampaignForm.typed(LIST, request));
    }

    private Response previewEdited(Request request) {
        return preview(request, CampaignForm.typed(editing(request.id("id")), request));
    }

    private static Response preview(Request request, CampaignForm form) {
        try {
            PledgeText text = CampaignInput.typed(request.input(CampaignInput.FIELDS));
            return form(request, 200, form.showing(text));
        } catch (Refused refused) {
            return wrong(request, form, refused);
        }
    }

    /// The form again with what was typed, and the sentence that says what is wrong.
    private static Response wrong(Request request, CampaignForm form, Refused refused) {
        String sentence = request.text("problem." + refused.code(), refused.arguments().toArray());
        return form(
                request, refused.code().status(), form.wrong(sentence, refused.field().orElse("")));
    }

    private static Response form(Request request, int status, CampaignForm form) {
        return request.page(status, "campaign/edit", Map.of("form", form));
    }

    private static Response shown(UUID id) {
        return Response.seeOther(LIST + "/" + id);
    }

    private Response cloned(Request request) {
        request.input();
        Campaign made = campaigns.cloned(request.signedIn(), request.id("id"));
        return Response.seeOther(editing(made.id()));
    }

    private Response open(Request request) {
        request.input();
        return shown(campaigns.open(request.signedIn(), request.id("id")).id());
    }

    private Response close(Request request) {
        request.input();
        return shown(campaigns.close(request.signedIn(), request.id("id")).id());
    }

    private Response archive(Request request) {
        request.input();
        return shown(campaigns.archive(request.signedIn(), request.id("id")).id());
    }
}
