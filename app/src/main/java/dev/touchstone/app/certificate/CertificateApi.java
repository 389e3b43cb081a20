// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Certificates for programs. Thread-safe.
public final class CertificateApi {
    private final Certificates certificates;
    private final String publicUrl;

    /// An API of certificates.
    ///
    /// @param publicUrl the origin people know us by, without a slash at the end
    public CertificateApi(Certificates certificates, String publicUrl) {
        this.certificates = certificates;
        this.publicUrl = publicUrl;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access issuers = Access.of(Role.PUBLISHER, Role.OPERATOR).withScope(Scope.PLEDGE);
        Access publisher = Access.of(Role.PUBLISHER).withScope(Scope.PLEDGE);
        Access association =
                Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR)
                        .withScope(Scope.PLEDGE);
        Access open = Access.OPEN.withScope(Scope.PLEDGE);
        routes.post("/api/certificates", issuers, this::issue)
                .get("/api/campaigns/{id}/certificates", association, this::list)
                .get("/api/certificates/{number}", open, this::show)
                .post("/api/certificates/{number}/reissue", publisher, this::reissue)
                .post(
                        "/api/certificates/{number}/withdraw",
                        publisher,
                        request -> change(request, CertificateState.WITHDRAWN))
                .post(
                        "/api/certificates/{number}/suspend",
                        publisher,
                        request -> change(request, CertificateState.SUSPENDED))
                .post(
                        "/api/certificates/{number}/reinstate",
                        publisher,
                        request -> change(request, CertificateState.VALID));
    }

    private Response issue(Request request) {
        Input input = request.input("signature");
        return made(certificates.issue(request.signedIn(), input.id("signature")));
    }

    private Response reissue(Request request) {
        return made(reissue(certificates, request));
    }

    private Response made(Certificate made) {
        return Response.json(201, json(made))
                .header("Location", "/api/certificates/" + made.number());
    }

    private Response list(Request request) {
        List<Certificate> page =
                certificates.page(
                        request.signedIn(), request.id("id"), request.query("after").orElse(""));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("certificates", page.stream().map(this::json).toList());
        if (page.size() == Certificates.PAGE_MAX) {
            json.put("after", page.getLast().number());
        }
        return Response.json(json);
    }

    private Response show(Request request) {
        Certificates.Shown shown = certificates.show(request.part("number"));
        Map<String, Object> json = json(shown.certificate());
        shown.print()
                .ifPresent(
                        print -> {
                            json.put("pdfSha256", print.sha256());
                            json.put("pdfStatement", print.statement().toString());
                        });
        return Response.json(json);
    }

    private Response change(Request request, CertificateState to) {
        return Response.json(json(change(certificates, request, to)));
    }

    static Certificate change(Certificates certificates, Request request, CertificateState to) {
        return certificates.change(request.signedIn(), request.part("number"), to, reason(request));
    }

    static Certificate reissue(Certificates certificates, Request request) {
        return certificates.reissue(request.signedIn(), request.part("number"), reason(request));
    }

    private static String reason(Request request) {
        return request.input("reason").text("reason", Certificate.REASON_LENGTH_MAX);
    }

    private Map<String, Object> json(Certificate one) {
        Map<String, Object> json = new LinkedHashMap<>();
        String page = publicUrl + "/certificates/" + one.number();
        json.put("number", one.number());
        json.put("pledge", one.pledge().toString());
        json.put("enterprise", one.enterprise().toString());
        json.put("campaign", one.campaign().toString());
        json.put("year", one.year());
        json.put("creditCode", one.creditCode());
        json.put("nameZh", one.name().zh());
        json.put("nameEn", one.name().en());
        json.put("state", one.state().name());
        json.put("reason", one.reason());
        json.put("stateSince", one.stateSince().toString());
        json.put("issuedAt", one.issuedAt().toString());
        json.put("validUntil", one.validUntil().toString());
        one.supersedes().ifPresent(number -> json.put("supersedes", number));
        one.supersededBy().ifPresent(number -> json.put("supersededBy", number));
        json.put("page", page);
        json.put("credential", page + "/credential");
        json.put("pdf", page + "/pdf");
        json.put("statement", one.statement().toString());
        json.put("proof", "/log/proof/" + one.statement());
        return json;
    }
}
