// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reports for programs. Anybody may send one, with the page token that `GET /report` gives to
/// those who accept JSON. Thread-safe.
public final class ReportApi {
    /// Where reports are sent to, and what their token is bound to.
    static final String ADDRESS = "/api/reports";

    private static final int BODY_BYTES_MAX = 32 * 1024;

    private final Reports reports;
    private final RateLimit limit;

    /// An API of reports.
    ///
    /// @param limit how many reports one network may send; the same as the pages have
    public ReportApi(Reports reports, RateLimit limit) {
        this.reports = reports;
        this.limit = limit;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access readers =
                Access.of(Role.SERVICE, Role.OWNER, Role.OPERATOR, Role.REVIEWER, Role.REGULATOR)
                        .withScope(Scope.CONSUMER);
        Access answerers =
                Access.of(Role.SERVICE, Role.OWNER, Role.OPERATOR, Role.REVIEWER)
                        .withScope(Scope.CONSUMER);
        Access triage = Access.of(Role.OPERATOR, Role.REVIEWER).withScope(Scope.CONSUMER);
        routes.post(ADDRESS, Access.OPEN.withScope(Scope.CONSUMER), BODY_BYTES_MAX, this::receive);
        routes.get(ADDRESS, readers, this::list);
        routes.get("/api/reports/{id}", readers, this::show);
        routes.post("/api/reports/{id}/acknowledge", answerers, this::acknowledge);
        routes.post("/api/reports/{id}/answer", answerers, this::answer);
        routes.post("/api/reports/{id}/close", triage, this::close);
    }

    private Response receive(Request request) {
        NewReport said = NewReport.of(request.input(NewReport.FIELDS));
        limit.spend(RateLimit.prefix(request.peerAddress()));
        Reports.Receipt receipt = reports.receive(said);
        return Response.json(201, ReportJson.receipt(receipt))
                .header("Location", receipt.address())
                .header("Cache-Control", "no-store");
    }

    private Response list(Request request) {
        int count = (int) request.query("limit", 20, 1, Reports.PAGE_MAX);
        List<Report> page =
                reports.list(request.signedIn(), request.query("before", UUID::fromString), count);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reports", page.stream().map(ReportJson::of).toList());
        if (page.size() == count) {
            json.put("before", page.getLast().id().toString());
        }
        return Response.json(json);
    }

    private Response show(Request request) {
        Report report = reports.show(request.signedIn(), request.id("id")).report();
        return Response.json(ReportJson.of(report));
    }

    private Response acknowledge(Request request) {
        Report report = reports.acknowledge(request.signedIn(), request.id("id"));
        return Response.json(ReportJson.of(report));
    }

    private Response answer(Request request) {
        return Response.json(201, ReportJson.of(answer(reports, request)));
    }

    static Report answer(Reports reports, Request request) {
        String text = request.input("text").lines("text", Report.TEXT_LENGTH_MAX);
        return reports.answer(request.signedIn(), request.id("id"), text);
    }

    private Response close(Request request) {
        return Response.json(ReportJson.of(reports.close(request.signedIn(), request.id("id"))));
    }
}
