// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;

/// The operator's view of letters. Thread-safe.
public final class NoticePages {
    private final Notices notices;

    /// Pages of letters.
    public NoticePages(Notices notices) {
        this.notices = notices;
    }

    /// Adds the address.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR);
        routes.get("/desk/notices", operator, this::overview)
                .post("/desk/notices/test", operator, this::test);
    }

    private Response overview(Request request) {
        return page(request, "");
    }

    private Response page(Request request, String outcome) {
        return request.page(
                "notice/overview",
                Map.of("overview", notices.overview(request.signedIn()), "outcome", outcome));
    }

    private Response test(Request request) {
        EmailAddress to =
                request.input("to").parse("to", EmailAddress.LENGTH_MAX, EmailAddress::parse);
        boolean posted = notices.test(request.signedIn(), to, request.language());
        return page(request, posted ? "posted" : "refused");
    }
}
