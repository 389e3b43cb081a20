// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The report form and its receipt for consumers, and the desk of those who answer. Thread-safe.
public final class ReportPages {
    private static final int REPORTS_SHOWN = 20;
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final Reports reports;
    private final RateLimit limit;

    /// Pages of reports.
    ///
    /// @param limit how many reports one network may send
    public ReportPages(Reports reports, RateLimit limit) {
        this.reports = reports;
        this.limit = limit;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access readers =
                Access.of(Role.SERVICE, Role.OWNER, Role.OPERATOR, Role.REVIEWER, Role.REGULATOR);
        Access answerers = Access.of(Role.SERVICE, Role.OWNER, Role.OPERATOR, Role.REVIEWER);
        routes.get("/report", Access.OPEN, this::form);
        routes.post("/report", Access.OPEN, BODY_BYTES_MAX, this::receive);
        routes.get("/report/{receipt}", Access.OPEN, this::receipt);
        routes.get("/desk/reports", readers, this::list);
        routes.get("/desk/reports/{id}", readers, this::show);
        routes.post("/desk/reports/{id}/acknowledge", answerers, this::acknowledge);
        routes.post("/desk/reports/{id}/answer", answerers, this::answer);
        routes.post(
                "/desk/reports/{id}/close", Access.of(Role.OPERATOR, Role.REVIEWER), this::close);
    }

    private Response form(Request request) {
        if (request.wantsJson()) {
            return Response.json(
                            Map.of(
                                    "post",
                                    ReportApi.ADDRESS,
                                    "pageToken",
                                    request.pageToken(ReportApi.ADDRESS)))
                    .header("Cache-Control", "no-store")
                    .header("Vary", "Accept-Language, Cookie, Accept");
        }
        return request.page("consumer/form", Map.of());
    }

    private Response receive(Request request) {
        NewReport said = NewReport.of(request.input(NewReport.FIELDS));
        limit.spend(RateLimit.prefix(request.peerAddress()));
        return Response.seeOther(reports.receive(said).address());
    }

    private Response receipt(Request request) {
        Report report = reports.follow(request.part("receipt"));
        return request.page("consumer/receipt", Map.of("report", report))
                .header("X-Robots-Tag", "noindex");
    }

    private Response list(Request request) {
        List<Report> page =
                reports.list(
                        request.signedIn(),
                        request.query("before", UUID::fromString),
                        REPORTS_SHOWN);
        String next = page.size() == REPORTS_SHOWN ? page.getLast().id().toString() : "";
        return request.page("consumer/list", Map.of("reports", page, "next", next));
    }

    private Response show(Request request) {
        Reports.Detail detail = reports.show(request.signedIn(), request.id("id"));
        return request.page("consumer/show", Map.of("detail", detail));
    }

    private Response acknowledge(Request request) {
        return back(reports.acknowledge(request.signedIn(), request.id("id")));
    }

    private Response answer(Request request) {
        return back(ReportApi.answer(reports, request));
    }

    private Response close(Request request) {
        return back(reports.close(request.signedIn(), request.id("id")));
    }

    private static Response back(Report report) {
        return Response.seeOther("/desk/reports/" + report.id());
    }
}
