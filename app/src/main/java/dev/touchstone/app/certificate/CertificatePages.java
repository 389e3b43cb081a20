// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.credential.StatusPurpose;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Certificates for people, their credentials, and what a verifier elsewhere needs: the DID
/// document, the context and the status lists. Thread-safe.
public final class CertificatePages {
    private static final String CREDENTIAL_TYPE = "application/vc";
    private static final long LIST_MAX = 100_000;

    private final Certificates certificates;
    private final Campaigns campaigns;
    private final byte[] didDocument;
    private final byte[] context;

    /// Pages of certificates.
    public CertificatePages(
            Certificates certificates, Campaigns campaigns, CertificateIssuer issuer) {
        this.certificates = certificates;
        this.campaigns = campaigns;
        this.didDocument = issuer.document().json().toString().getBytes(StandardCharsets.UTF_8);
        this.context = issuer.context().getBytes(StandardCharsets.UTF_8);
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access issuers = Access.of(Role.PUBLISHER, Role.OPERATOR);
        Access publisher = Access.of(Role.PUBLISHER);
        routes.get("/certificates", Access.OPEN, this::find)
                .get("/certificates/{number}", Access.OPEN, this::show)
                .get("/certificates/{number}/credential", Access.OPEN, this::credential)
                .get("/status/{purpose}/{list}", Access.OPEN, this::statusList)
                .get(
                        "/.well-known/did.json",
                        Access.OPEN,
                        request -> Response.bytes(200, "application/did+json", didDocument))
                .get(
                        CertificateIssuer.CONTEXT_PATH,
                        Access.OPEN,
                        request -> Response.bytes(200, "application/ld+json", context))
                .get("/desk/certificates", issuers, this::desk)
                .post("/desk/certificates", issuers, this::issueAll)
                .post("/desk/certificates/{number}/withdraw", publisher, this::withdraw);
    }

    /// By the pledge or the number asked for, or else the form that asks.
    private Response find(Request request) {
        Optional<String> number = request.query("number");
        if (number.isPresent()) {
            certificates.show(number.get());
            return Response.seeOther("/certificates/" + number.get());
        }
        Optional<UUID> pledge = request.query("pledge", UUID::fromString);
        Optional<Certificate> found = pledge.flatMap(certificates::ofPledge);
        if (found.isPresent()) {
            return Response.seeOther("/certificates/" + found.get().number());
        }
        return request.page("certificate/find", Map.of("none", pledge.isPresent()));
    }

    private Response show(Request request) {
        Certificates.Shown shown = certificates.show(request.part("number"));
        return request.page("certificate/certificate", Map.of("shown", shown));
    }

    private Response credential(Request request) {
        String credential = certificates.credential(request.part("number"));
        return Response.bytes(200, CREDENTIAL_TYPE, credential.getBytes(StandardCharsets.UTF_8))
                .header("Access-Control-Allow-Origin", "*");
    }

    private Response statusList(Request request) {
        StatusPurpose purpose =
                switch (request.part("purpose")) {
                    case "revocation" -> StatusPurpose.REVOCATION;
                    case "suspension" -> StatusPurpose.SUSPENSION;
                    default -> throw new Refused(Code.NOT_FOUND);
                };
        long list = request.part("list", CertificatePages::list);
        String credential = certificates.statusList(purpose, list);
        return Response.bytes(200, CREDENTIAL_TYPE, credential.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*");
    }

    private static long list(String text) {
        long list = Long.parseLong(text);
        if (list < 0 || list > LIST_MAX) {
            throw new IllegalArgumentException("list " + list);
        }
        return list;
    }

    private Response desk(Request request) {
        return request.page(
                "certificate/desk",
                Map.of(
                        "certificates",
                        certificates.latest(request.signedIn()),
                        "campaigns",
                        campaigns.list(request.caller())));
    }

    private Response issueAll(Request request) {
        certificates.issueAll(request.signedIn(), request.input("campaign").id("campaign"));
        return Response.seeOther("/desk/certificates");
    }

    private Response withdraw(Request request) {
        Certificate changed =
                CertificateApi.change(certificates, request, CertificateState.WITHDRAWN);
        return Response.seeOther("/certificates/" + changed.number());
    }
}
