// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.application;

import dev.touchstone.app.enterprise.Registration;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The form for enterprises without an account, its receipt, and the desk of those who decide.
/// Thread-safe.
public final class ApplicationPages {
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final String[] FIELDS = {
        "creditCode",
        "nameZh",
        "nameEn",
        "province",
        "industry",
        "sizeClass",
        "checkExplanation",
        "legalRepresentative",
        "contactName",
        "contactRole",
        "contactPhone",
        "contactEmail",
        "contactLanguage",
        "consent"
    };

    private final Applications applications;
    private final RateLimit limit;

    /// Pages of applications.
    ///
    /// @param limit how many applications one network may send
    public ApplicationPages(Applications applications, RateLimit limit) {
        this.applications = applications;
        this.limit = limit;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR);
        routes.get("/apply", Access.OPEN, this::form)
                .post("/apply", Access.OPEN, BODY_BYTES_MAX, this::apply)
                .get("/apply/{secret}", Access.OPEN, this::receipt)
                .get("/desk/applications", Access.of(Role.OPERATOR, Role.REVIEWER), this::list)
                .post("/desk/applications/{id}/register", operator, this::register)
                .post("/desk/applications/{id}/refuse", operator, this::refuse);
    }

    private Response form(Request request) {
        return request.page("application/form", Map.of());
    }

    private Response apply(Request request) {
        Input input = request.input(FIELDS);
        Registration said = Registration.of(input);
        limit.spend(RateLimit.prefix(request.peerAddress()));
        Applications.Receipt receipt = applications.apply(said, input.flag("consent"));
        return Response.seeOther("/apply/" + receipt.secret());
    }

    private Response receipt(Request request) {
        Application application = applications.follow(request.part("secret"));
        return request.page("application/receipt", Map.of("application", application))
                .header("X-Robots-Tag", "noindex")
                .header("Cache-Control", "no-store");
    }

    private Response list(Request request) {
        Application.State state =
                request.query(
                                "state",
                                text -> Application.State.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Application.State.RECEIVED);
        List<Application> page =
                applications.list(
                        request.signedIn(), state, request.query("after", UUID::fromString));
        String next = page.size() == Applications.PAGE_MAX ? page.getLast().id().toString() : "";
        return request.page(
                "application/list", Map.of("applications", page, "state", state, "next", next));
    }

    private Response register(Request request) {
        request.input();
        Application made = applications.register(request.signedIn(), request.id("id"));
        return Response.seeOther(
                made.enterprise()
                        .map(entry -> "/desk/enterprises/" + entry.id())
                        .orElse("/desk/applications"));
    }

    private Response refuse(Request request) {
        String reason = request.input("reason").text("reason", Registration.REASON_LENGTH_MAX);
        applications.refuse(request.signedIn(), request.id("id"), reason);
        return Response.seeOther("/desk/applications");
    }
}
