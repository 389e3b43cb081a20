// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.enterprise.Site;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The desk of those who open their doors, and the gate. Thread-safe.
public final class OpenDayDesk {
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final OpenDays days;
    private final Visits visits;
    private final Comments comments;
    private final Campaigns campaigns;
    private final Enterprises enterprises;

    /// A desk of open days.
    public OpenDayDesk(OpenDays days, Visits visits, Campaigns campaigns, Enterprises enterprises) {
        this.days = days;
        this.visits = visits;
        this.comments = days.comments();
        this.campaigns = campaigns;
        this.enterprises = enterprises;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access planners = Access.of(Role.OWNER, Role.QUALITY);
        Access gate = Access.of(Role.OWNER, Role.QUALITY, Role.SERVICE);
        Access association = Access.of(Role.OPERATOR, Role.REVIEWER);
        routes.get("/desk/open-days", gate, this::list)
                .get("/desk/open-days/new", planners, this::fresh)
                .post("/desk/open-days", planners, BODY_BYTES_MAX, this::plan)
                .get("/desk/open-days/{id}", gate, this::manage)
                .post("/desk/open-days/{id}", planners, BODY_BYTES_MAX, this::change)
                .post("/desk/open-days/{id}/publish", planners, this::publish)
                .post("/desk/open-days/{id}/cancel", planners, this::cancel)
                .post("/desk/open-days/{id}/discard", planners, this::discard)
                .get("/desk/open-days/{id}/gate", gate, this::gate)
                .post("/desk/open-days/{id}/check-in", gate, this::checkIn)
                .post("/desk/open-days/{id}/undo-check-in", gate, this::undoCheckIn)
                .post("/desk/open-days/{id}/reply", gate, BODY_BYTES_MAX, this::reply)
                .post("/desk/open-days/{id}/take-down", association, this::takeDown);
    }

    private Response list(Request request) {
        return request.page("openday/list", Map.of("days", days.own(request.signedIn())));
    }

    private Response fresh(Request request) {
        return form(request, Optional.empty());
    }

    private Response form(Request request, Optional<OpenDay> day) {
        List<Campaign> open =
                campaigns.list(request.caller()).stream()
                        .filter(
                                one ->
                                        one.state() == CampaignState.OPEN
                                                || one.state() == CampaignState.CLOSED)
                        .toList();
        List<Site> sites =
                enterprises.sites(request.signedIn().requireEnterprise()).stream()
                        .filter(site -> site.closedOn().isEmpty())
                        .toList();
        return request.page("openday/form", Map.of("day", day, "campaigns", open, "sites", sites));
    }

    private Response plan(Request request) {
        Input input = request.input(OpenDayInput.FIELDS);
        OpenDay day = days.plan(request.signedIn(), input.id("campaign"), OpenDayInput.plan(input));
        return to(day);
    }

    private static Response to(OpenDay day) {
        return Response.seeOther("/desk/open-days/" + day.id());
    }

    private Response manage(Request request) {
        Caller caller = request.signedIn();
        List<Visits.Expected> expected = visits.expected(caller, request.id("id"));
        OpenDay day = days.show(request.caller(), request.id("id"));
        if (request.query("edit").isPresent()) {
            return form(request, Optional.of(day));
        }
        return request.page("openday/manage", Map.of("day", day, "expected", expected));
    }

    private Response change(Request request) {
        OpenDay.Plan plan = OpenDayInput.plan(request.input(OpenDayInput.FIELDS));
        return to(days.change(request.signedIn(), request.id("id"), plan));
    }

    private Response publish(Request request) {
        request.input();
        return to(days.publish(request.signedIn(), request.id("id")));
    }

    private Response cancel(Request request) {
        String reason = request.input("reason").text("reason", OpenDayApi.REASON_LENGTH_MAX);
        return to(days.cancel(request.signedIn(), request.id("id"), reason));
    }

    private Response discard(Request request) {
        request.input();
        days.discard(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/open-days");
    }

    private Response gate(Request request) {
        return gate(request, Optional.empty());
    }

    private Response gate(Request request, Optional<Visits.Arrival> arrival) {
        List<Visits.Expected> expected = visits.expected(request.signedIn(), request.id("id"));
        OpenDay day = days.show(request.caller(), request.id("id"));
        return request.page(
                "openday/gate", Map.of("day", day, "expected", expected, "arrival", arrival));
    }

    private Response checkIn(Request request) {
        String ticket = request.input("ticket").text("ticket", OpenDayPages.TICKET_LENGTH_MAX);
        Visits.Arrival arrival = visits.checkIn(request.signedIn(), request.id("id"), ticket);
        return gate(request, Optional.of(arrival));
    }

    private Response undoCheckIn(Request request) {
        String ticket = request.input("ticket").text("ticket", OpenDayPages.TICKET_LENGTH_MAX);
        visits.undoCheckIn(request.signedIn(), request.id("id"), ticket);
        return Response.seeOther("/desk/open-days/" + request.id("id") + "/gate");
    }

    private Response reply(Request request) {
        Input input = request.input("registration", "text");
        comments.reply(
                request.signedIn(),
                request.id("id"),
                input.id("registration"),
                input.lines("text", Registration.Comment.LENGTH_MAX));
        return Response.seeOther("/desk/open-days/" + request.id("id"));
    }

    private Response takeDown(Request request) {
        Input input = request.input("registration", "reason");
        comments.takeDown(
                request.signedIn(),
                request.id("id"),
                input.id("registration"),
                input.text("reason", OpenDayApi.REASON_LENGTH_MAX));
        return Response.seeOther("/open-days/" + request.id("id"));
    }
}
