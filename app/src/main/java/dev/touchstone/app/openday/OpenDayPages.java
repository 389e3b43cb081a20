// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.QrLevel;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The public calendar, the page of a day, and tickets. Thread-safe.
public final class OpenDayPages {
    /// The longest ticket as it is typed: a whole address.
    static final int TICKET_LENGTH_MAX = 300;

    private static final List<String> FILTER =
            List.of("month", "province", "guided", "enterprise", "campaign", "free");

    private final OpenDays days;
    private final Visits visits;
    private final Comments comments;
    private final RateLimit limit;
    private final String publicUrl;
    private final InstantSource clock;

    /// Pages of open days.
    ///
    /// @param limit how many parties one network may register
    /// @param publicUrl the origin that tickets' codes lead to
    public OpenDayPages(
            OpenDays days, Visits visits, RateLimit limit, String publicUrl, InstantSource clock) {
        this.days = days;
        this.visits = visits;
        this.comments = days.comments();
        this.limit = limit;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/open-days", Access.OPEN, this::calendar)
                .get("/open-days/{id}", Access.OPEN, this::show)
                .post("/open-days/{id}/register", Access.OPEN, this::register)
                .get("/open-days/tickets/{ticket}", Access.OPEN, this::ticket)
                .post("/open-days/tickets/{ticket}/give-back", Access.OPEN, this::giveBack)
                .post("/open-days/tickets/{ticket}/comment", Access.OPEN, this::comment);
    }

    /// What the calendar shows.
    ///
    /// @param query the filter as it was asked
    /// @param ahead the next days when no month was asked for, those of the month otherwise
    public record Calendar(
            CalendarMonth month, List<OpenDay> ahead, Map<String, String> query, boolean asked) {
        /// What the filter says, empty when it says nothing.
        public String asked(String name) {
            return query.getOrDefault(name, "");
        }

        /// Whether more than a month is asked for.
        public boolean filtered() {
            return query.keySet().stream().anyMatch(name -> !name.equals("month"));
        }
    }

    private Response calendar(Request request) {
        OpenDayFilter filter = OpenDayFilter.of(request);
        YearMonth now = YearMonth.from(Window.dayOf(clock.instant()));
        YearMonth month = filter.month().orElse(now);
        List<OpenDay> inMonth = days.list(filter.in(month), false);
        List<OpenDay> shown = filter.month().isPresent() ? inMonth : days.list(filter, true);
        Map<String, String> query = new LinkedHashMap<>();
        for (String name : FILTER) {
            request.query(name).ifPresent(value -> query.put(name, value));
        }
        Calendar model =
                new Calendar(
                        CalendarMonth.of(month, inMonth), shown, query, filter.month().isPresent());
        return request.page("openday/calendar", Map.of("model", model));
    }

    private Response show(Request request) {
        OpenDay day = days.show(request.caller(), request.id("id"));
        return request.page(
                "openday/day",
                Map.of(
                        "day",
                        day,
                        "open",
                        day.takesRegistrations(clock.instant()),
                        "comments",
                        comments.published(day.id())));
    }

    private Response register(Request request) {
        Visits.Made made = OpenDayApi.register(visits, limit, request);
        return Response.seeOther("/open-days/tickets/" + made.secret());
    }

    private Response ticket(Request request) {
        return ticket(request, visits.ticket(request.part("ticket")));
    }

    private Response ticket(Request request, Visits.Ticket ticket) {
        String secret = request.part("ticket");
        boolean gate =
                request.caller()
                        .map(
                                who ->
                                        who.mayFor(
                                                ticket.day().enterprise(),
                                                Role.OWNER,
                                                Role.QUALITY,
                                                Role.SERVICE))
                        .orElse(false);
        QrCode code = QrCode.of(publicUrl + "/open-days/tickets/" + secret, QrLevel.M);
        return request.page(
                        "openday/ticket",
                        Map.of("ticket", ticket, "secret", secret, "code", code, "gate", gate))
                .header("X-Robots-Tag", "noindex");
    }

    private Response back(Request request) {
        return Response.seeOther("/open-days/tickets/" + request.part("ticket"));
    }

    private Response giveBack(Request request) {
        request.input();
        visits.giveBack(request.part("ticket"));
        return back(request);
    }

    private Response comment(Request request) {
        Input input = request.input("text", "publish");
        comments.say(
                request.part("ticket"),
                input.lines("text", Registration.Comment.LENGTH_MAX),
                input.flag("publish"));
        return back(request);
    }
}
