// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;

/// The association's keys for people; an operator changes and revokes them here. Thread-safe.
public final class IssuerPages {
    private static final String PAGE = "/issuer";
    private static final int NUMBER_MAX = 1_000_000;

    private final IssuerKeys keys;

    /// Pages of keys.
    public IssuerPages(IssuerKeys keys) {
        this.keys = keys;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR);
        routes.get(PAGE, Access.OPEN, this::show)
                .post("/desk/issuer/rotate", operator, this::rotate)
                .post("/desk/issuer/revoke", operator, this::revoke);
    }

    private Response show(Request request) {
        return request.page("issuer/issuer", Map.of("overview", keys.overview()));
    }

    private Response rotate(Request request) {
        Input input = request.input("number", "sure");
        requireSure(input);
        keys.rotate(request.signedIn(), (int) input.integer("number", 1, NUMBER_MAX));
        return Response.seeOther(PAGE);
    }

    private Response revoke(Request request) {
        Input input = request.input("number", "reason", "sure");
        requireSure(input);
        int number = (int) input.integer("number", 1, NUMBER_MAX);
        String reason = input.text("reason", SigningKey.REASON_LENGTH_MAX);
        keys.revoke(request.signedIn(), number, reason);
        return Response.seeOther(PAGE);
    }

    private static void requireSure(Input input) {
        if (!input.flag("sure")) {
            throw new Refused(Code.MISSING_FIELD).at("sure");
        }
    }
}
