// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Page;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Licences for people: the owner's desk, the reviewer's desk, and a public page. Thread-safe.
public final class LicencePages {
    private final Licences licences;
    private final LicenceDesk desk;
    private final Campaigns campaigns;
    private final InstantSource clock;

    /// Pages of licences.
    public LicencePages(
            Licences licences, LicenceDesk desk, Campaigns campaigns, InstantSource clock) {
        this.licences = licences;
        this.desk = desk;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access all =
                Access.of(Role.OWNER, Role.QUALITY, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR);
        Access association = Access.of(Role.REVIEWER, Role.OPERATOR);
        Access reviewer = Access.of(Role.REVIEWER);
        String one = "/desk/licences/{id}";
        routes.get("/licences/{id}", Access.OPEN, this::open);
        routes.get("/desk/licences", all, this::list);
        routes.post("/desk/licences", Access.of(Role.OWNER), this::apply);
        routes.get(one, all, this::show);
        routes.post(one + "/grant", reviewer, r -> back(LicenceApi.grant(licences, r)));
        routes.post(
                one + "/refuse",
                reviewer,
                r -> back(licences.refuse(r.signedIn(), r.id("id"), LicenceApi.reason(r))));
        routes.post(
                one + "/suspend",
                association,
                r -> back(licences.suspend(r.signedIn(), r.id("id"), LicenceApi.reason(r))));
        routes.post(
                one + "/restore",
                association,
                r -> back(licences.restore(r.signedIn(), r.id("id"), LicenceApi.reason(r))));
        routes.post(
                one + "/end",
                Access.of(Role.REVIEWER, Role.OPERATOR, Role.OWNER),
                r -> back(licences.end(r.signedIn(), r.id("id"), LicenceApi.reason(r))));
    }

    private static Response back(Licence licence) {
        return Response.seeOther("/desk/licences/" + licence.id());
    }

    private Response open(Request request) {
        return request.page("licence/open", Map.of("shown", desk.showPublic(request.id("id"))));
    }

    private Response list(Request request) {
        Caller caller = request.signedIn();
        if (caller.isAny(Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)) {
            Licence.State state =
                    request.query(
                                    "state",
                                    text -> Licence.State.valueOf(text.toUpperCase(Locale.ROOT)))
                            .orElse(Licence.State.REQUESTED);
            List<LicenceDesk.Shown> page =
                    desk.in(caller, state, request.query("before", UUID::fromString));
            String next =
                    page.size() == LicenceDesk.PAGE_MAX
                            ? page.getLast().licence().id().toString()
                            : "";
            return request.page(
                    "licence/queue", Map.of("licences", page, "state", state, "next", next));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), Page.ZONE);
        Map<String, Object> model = new HashMap<>();
        model.put("licences", desk.own(caller));
        model.put("products", desk.products(caller));
        model.put("campaigns", campaigns.list(Optional.of(caller)));
        model.put("rules", licences.rules());
        model.put("today", today);
        return request.page("licence/own", model);
    }

    private Response apply(Request request) {
        return back(LicenceApi.apply(licences, request));
    }

    private Response show(Request request) {
        LicenceDesk.Shown shown = desk.show(request.signedIn(), request.id("id"));
        Optional<String> order =
                shown.licence().state() == Licence.State.GRANTED
                        ? Optional.of(
                                "/desk/orders?gtin="
                                        + shown.licence().terms().products().getFirst().digits())
                        : Optional.empty();
        return request.page("licence/show", Map.of("shown", shown, "order", order));
    }
}
