// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.issuer.DocumentVersion;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.proof.CredentialBundle;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.credential.StatusPurpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What verifiers elsewhere need of certificates: the credential in two forms and as a bundle with
/// its proof from the public log, the JSON-LD contexts and the status lists. Thread-safe.
public final class CredentialApi {
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final long LIST_MAX = 100_000;

    private final Certificates certificates;
    private final IssuerKeys keys;
    private final LogView log;
    private final byte[] firstContext;
    private final byte[] context;

    /// An API of credentials.
    ///
    /// @param publicUrl the origin people know us by, without a slash at the end
    public CredentialApi(
            Certificates certificates, IssuerKeys keys, LogView log, String publicUrl) {
        this.certificates = certificates;
        this.keys = keys;
        this.log = log;
        this.firstContext =
                context("announcement.jsonld", publicUrl + CertificateIssuer.FIRST_CONTEXT_PATH);
        this.context =
                context("announcement-v2.jsonld", publicUrl + CertificateIssuer.CONTEXT_PATH);
    }

    /// A context of ours, with its own address in it.
    private static byte[] context(String file, String url) {
        try (InputStream in = CredentialApi.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("{context}", url).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/certificates/{number}/credential", Access.OPEN, this::credential)
                .get("/certificates/{number}/credential.jwt", Access.OPEN, this::jwt)
                .get("/certificates/{number}/bundle", Access.OPEN, this::bundle)
                .get("/status/{purpose}/{list}", Access.OPEN, this::statusList)
                .get(
                        CertificateIssuer.CONTEXT_PATH,
                        Access.OPEN,
                        request -> open("application/ld+json", context))
                .get(
                        CertificateIssuer.FIRST_CONTEXT_PATH,
                        Access.OPEN,
                        request -> open("application/ld+json", firstContext));
    }

    private static Response open(String type, byte[] bytes) {
        return Response.bytes(200, type, bytes).header("Access-Control-Allow-Origin", "*");
    }

    private static Response open(String type, String text) {
        return open(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private Response credential(Request request) {
        return open("application/vc", certificates.credential(request.part("number")));
    }

    private Response jwt(Request request) {
        return open("application/vc+jwt", certificates.credentialAsJwt(request.part("number")));
    }

    private Response bundle(Request request) {
        String number = request.part("number");
        UUID issued = certificates.show(number).steps().getFirst().statement();
        String credential = certificates.credential(number);
        DocumentVersion did = keys.latest();
        Optional<CredentialBundle.Logged> statement = logged(issued);
        Optional<CredentialBundle.Logged> document = logged(did.statement());
        if (statement.isEmpty() || document.isEmpty()) {
            return Response.json(202, Map.of("state", "sequenced", "statement", issued.toString()))
                    .header("Retry-After", RETRY_AFTER_SECONDS);
        }
        CredentialBundle bundle =
                new CredentialBundle(credential, statement.get(), did.json(), document.get());
        return open("application/json", bundle.toBytes())
                .header("Cache-Control", "no-cache")
                .attachment(number + ".bundle.json");
    }

    /// Empty until the log has published it.
    private Optional<CredentialBundle.Logged> logged(UUID statement) {
        return switch (log.prove(statement)) {
            case LogView.Unknown() -> throw new Refused(Code.NOT_FOUND);
            case LogView.Sequenced() -> Optional.empty();
            case LogView.Integrated(long index) -> Optional.empty();
            case LogView.Published(LogView.Proven proven) ->
                    Optional.of(
                            new CredentialBundle.Logged(
                                    proven.opened(),
                                    new String(
                                            proven.file(true, Optional.empty()).toBytes(),
                                            StandardCharsets.UTF_8)));
        };
    }

    private Response statusList(Request request) {
        StatusPurpose purpose =
                switch (request.part("purpose")) {
                    case "revocation" -> StatusPurpose.REVOCATION;
                    case "suspension" -> StatusPurpose.SUSPENSION;
                    default -> throw new Refused(Code.NOT_FOUND);
                };
        long list = request.part("list", CredentialApi::list);
        return open("application/vc", certificates.statusList(purpose, list))
                .header("Cache-Control", "no-cache");
    }

    private static long list(String text) {
        long list = Long.parseLong(text);
        if (list < 0 || list > LIST_MAX) {
            throw new IllegalArgumentException("list " + list);
        }
        return list;
    }
}
