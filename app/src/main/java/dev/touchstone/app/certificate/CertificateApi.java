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
        Access open = Access.OPEN.withScope(Scope.PLEDGE);
        routes.post("/api/certificates", issuers, this::issue)
                .post("/api/campaigns/{id}/certificates", issuers, this::issueAll)
                .get("/api/certificates/{number}", open, this::show)
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
        Certificate made = certificates.issue(request.signedIn(), input.id("signature"));
        return Response.json(201, json(made))
                .header("Location", "/api/certificates/" + made.number());
    }

    private Response issueAll(Request request) {
        List<Certificate> made = certificates.issueAll(request.signedIn(), request.id("id"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("issued", made.size());
        if (!made.isEmpty()) {
            json.put("first", made.getFirst().number());
            json.put("last", made.getLast().number());
        }
        return Response.json(json);
    }

    private Response show(Request request) {
        return Response.json(json(certificates.show(request.part("number")).certificate()));
    }

    private Response change(Request request, CertificateState to) {
        return Response.json(json(change(certificates, request, to)));
    }

    static Certificate change(Certificates certificates, Request request, CertificateState to) {
        String reason = request.input("reason").text("reason", Certificate.REASON_LENGTH_MAX);
        return certificates.change(request.signedIn(), request.part("number"), to, reason);
    }

    private Map<String, Object> json(Certificate one) {
        Map<String, Object> json = new LinkedHashMap<>();
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
        json.put("page", publicUrl + "/certificates/" + one.number());
        json.put("credential", publicUrl + "/certificates/" + one.number() + "/credential");
        json.put("statement", one.statement().toString());
        json.put("proof", "/log/proof/" + one.statement());
        return json;
    }
}
