// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Open days for programs, and calendars for programs that show them. Thread-safe.
public final class OpenDayApi {
    /// The longest reason.
    static final int REASON_LENGTH_MAX = 500;

    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final String CALENDAR = "text/calendar; charset=utf-8";

    private final OpenDays days;
    private final Visits visits;
    private final RateLimit limit;
    private final String publicUrl;
    private final InstantSource clock;

    /// An API of open days.
    ///
    /// @param limit how many parties one network may register
    /// @param publicUrl the origin people know us by
    public OpenDayApi(
            OpenDays days, Visits visits, RateLimit limit, String publicUrl, InstantSource clock) {
        this.days = days;
        this.visits = visits;
        this.limit = limit;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access planners = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.PLEDGE);
        Access gate = Access.of(Role.OWNER, Role.QUALITY, Role.SERVICE).withScope(Scope.PLEDGE);
        Access open = Access.OPEN.withScope(Scope.PLEDGE);
        routes.get("/api/open-days", open, this::list)
                .post("/api/open-days", planners, BODY_BYTES_MAX, this::plan)
                .get("/api/open-days/{id}", open, this::show)
                .post("/api/open-days/{id}", planners, BODY_BYTES_MAX, this::change)
                .post("/api/open-days/{id}/publish", planners, this::publish)
                .post("/api/open-days/{id}/cancel", planners, this::cancel)
                .post("/api/open-days/{id}/check-in", gate, this::checkIn)
                .post("/api/open-days/{id}/registrations", open, this::register)
                .get("/open-days.ics", Access.OPEN, this::calendar)
                .get("/open-days/{id}/open-day.ics", Access.OPEN, this::one);
    }

    private Response list(Request request) {
        OpenDayFilter filter = OpenDayFilter.of(request);
        List<Map<String, Object>> found =
                days.list(filter, filter.month().isEmpty()).stream().map(OpenDayJson::of).toList();
        return Response.json(Map.of("openDays", found));
    }

    private Response show(Request request) {
        OpenDay day = days.show(request.caller(), request.id("id"));
        Map<String, Object> json = new LinkedHashMap<>(OpenDayJson.of(day));
        if (day.takesRegistrations(clock.instant())) {
            String post = "/api/open-days/" + day.id() + "/registrations";
            json.put("register", Map.of("post", post, "pageToken", request.pageToken(post)));
        }
        return Response.json(json).header("Cache-Control", "no-store");
    }

    private Response plan(Request request) {
        Input input = request.input(OpenDayInput.FIELDS);
        OpenDay day = days.plan(request.signedIn(), input.id("campaign"), OpenDayInput.plan(input));
        return Response.json(201, OpenDayJson.of(day))
                .header("Location", "/api/open-days/" + day.id());
    }

    private Response change(Request request) {
        OpenDay.Plan plan = OpenDayInput.plan(request.input(OpenDayInput.FIELDS));
        return Response.json(
                OpenDayJson.of(days.change(request.signedIn(), request.id("id"), plan)));
    }

    private Response publish(Request request) {
        return Response.json(OpenDayJson.of(days.publish(request.signedIn(), request.id("id"))));
    }

    private Response cancel(Request request) {
        String reason = request.input("reason").text("reason", REASON_LENGTH_MAX);
        return Response.json(
                OpenDayJson.of(days.cancel(request.signedIn(), request.id("id"), reason)));
    }

    private Response checkIn(Request request) {
        String ticket = request.input("ticket").text("ticket", OpenDayPages.TICKET_LENGTH_MAX);
        Visits.Arrival arrival = visits.checkIn(request.signedIn(), request.id("id"), ticket);
        Map<String, Object> json = new LinkedHashMap<>(OpenDayJson.of(arrival.ticket()));
        json.put("done", arrival.done());
        return Response.json(json);
    }

    private Response register(Request request) {
        Visits.Made made = register(visits, limit, request);
        return Response.json(
                        201,
                        Map.of(
                                "number", made.registration().number(),
                                "state", made.registration().state().name(),
                                "ticket", "/open-days/tickets/" + made.secret()))
                .header("Cache-Control", "no-store");
    }

    static Visits.Made register(Visits visits, RateLimit limit, Request request) {
        Input input = request.input(OpenDayInput.VISITOR_FIELDS);
        Registration.Visitor visitor = OpenDayInput.visitor(input);
        int party = (int) input.integer("party", 1, Registration.PARTY_MAX);
        limit.spend(RateLimit.prefix(request.peerAddress()));
        return visits.register(request.id("id"), visitor, party, request.language());
    }

    private Response calendar(Request request) {
        List<OpenDay> found = days.feed(OpenDayFilter.of(request));
        return calendar(request, found, "open-days.ics");
    }

    private Response one(Request request) {
        OpenDay day = days.show(Optional.empty(), request.id("id"));
        return calendar(request, List.of(day), "open-day.ics");
    }

    private Response calendar(Request request, List<OpenDay> found, String file) {
        byte[] text =
                ICalendar.of(
                        found,
                        request.text("openday.title"),
                        publicUrl,
                        request.language(),
                        clock.instant());
        return Response.bytes(200, CALENDAR, text)
                .header("Vary", "Accept-Language, Cookie")
                .attachment(file);
    }
}
