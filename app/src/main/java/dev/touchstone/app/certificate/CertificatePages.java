// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.QrLevel;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Certificates for people. Thread-safe.
public final class CertificatePages {
    private final Certificates certificates;
    private final Prints prints;
    private final String publicUrl;

    /// Pages of certificates.
    ///
    /// @param publicUrl the origin people know us by, without a slash at the end
    public CertificatePages(Certificates certificates, Prints prints, String publicUrl) {
        this.certificates = certificates;
        this.prints = prints;
        this.publicUrl = publicUrl;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access publisher = Access.of(Role.PUBLISHER);
        routes.get("/certificates", Access.OPEN, this::find)
                .get("/certificates/{number}", Access.OPEN, this::show)
                .get("/certificates/{number}/pdf", Access.OPEN, this::pdf)
                .post(
                        "/desk/certificates/{number}/withdraw",
                        publisher,
                        request -> change(request, CertificateState.WITHDRAWN))
                .post(
                        "/desk/certificates/{number}/suspend",
                        publisher,
                        request -> change(request, CertificateState.SUSPENDED))
                .post(
                        "/desk/certificates/{number}/reinstate",
                        publisher,
                        request -> change(request, CertificateState.VALID))
                .post("/desk/certificates/{number}/reissue", publisher, this::reissue);
    }

    /// What the form that asks for a number shows.
    ///
    /// @param number what was asked for and is not there; empty when nothing was
    /// @param none whether a pledge was asked for that has no certificate
    public record Asked(String number, boolean none) {}

    /// By the pledge or the number asked for, or else the form that asks.
    private Response find(Request request) {
        String number = number(request.query("number").orElse(""));
        Optional<UUID> pledge = request.query("pledge", UUID::fromString);
        Optional<String> found =
                number.isEmpty()
                        ? pledge.flatMap(certificates::ofPledge).map(Certificate::number)
                        : certificates.find(number).map(Certificate::number);
        if (found.isPresent()) {
            return Response.seeOther("/certificates/" + found.get());
        }
        boolean none = number.isEmpty() && pledge.isPresent();
        int status = number.isEmpty() ? 200 : Code.NOT_FOUND.status();
        return request.page(status, "certificate/find", Map.of("asked", new Asked(number, none)));
    }

    /// A number as people type it: blanks around it, or the whole address of its page.
    private static String number(String typed) {
        String text = typed.strip();
        int slash = text.lastIndexOf('/');
        return text.substring(slash + 1);
    }

    /// What the page of a certificate shows.
    public record Model(Certificates.Shown shown, QrCode qr, String address) {}

    private Response show(Request request) {
        Certificates.Shown shown = certificates.show(request.part("number"));
        String address = publicUrl + "/certificates/" + shown.certificate().number();
        Model model = new Model(shown, QrCode.of(address, QrLevel.M), address);
        return request.page("certificate/certificate", Map.of("model", model));
    }

    private Response pdf(Request request) {
        Print print = prints.get(request.part("number"));
        return Response.bytes(200, "application/pdf", print.bytes())
                .attachment(print.fileName())
                .immutable();
    }

    private Response change(Request request, CertificateState to) {
        Certificate changed = CertificateApi.change(certificates, request, to);
        return Response.seeOther("/certificates/" + changed.number());
    }

    private Response reissue(Request request) {
        Certificate made = CertificateApi.reissue(certificates, request);
        return Response.seeOther("/certificates/" + made.number());
    }
}
