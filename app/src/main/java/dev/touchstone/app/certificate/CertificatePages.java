// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Certificates for people. Thread-safe.
public final class CertificatePages {
    private final Certificates certificates;
    private final Campaigns campaigns;

    /// Pages of certificates.
    public CertificatePages(Certificates certificates, Campaigns campaigns) {
        this.certificates = certificates;
        this.campaigns = campaigns;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access issuers = Access.of(Role.PUBLISHER, Role.OPERATOR);
        Access publisher = Access.of(Role.PUBLISHER);
        routes.get("/certificates", Access.OPEN, this::find)
                .get("/certificates/{number}", Access.OPEN, this::show)
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
