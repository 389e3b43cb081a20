// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import dev.touchstone.credential.Credential;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.DidWeb;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.IssuerKey;
import dev.touchstone.credential.StatusEntry;
import dev.touchstone.credential.StatusList;
import dev.touchstone.credential.StatusPurpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Signs what the association announces: credentials of certificates and their status lists
/// (Verifiable Credentials Data Model 2.0, eddsa-jcs-2022, Bitstring Status List 1.0, did:web).
/// Thread-safe.
public final class CertificateIssuer {
    /// Bits of one status list.
    static final int LIST_ENTRIES = StatusList.ENTRIES_MIN;

    /// Where the JSON-LD context of our terms stands.
    static final String CONTEXT_PATH = "/contexts/announcement/v1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Issuer issuer;
    private final String publicUrl;
    private final Messages messages;

    /// An issuer whose DID is the server's own address.
    ///
    /// @param seed 32 secret bytes, the same at every start
    /// @param publicUrl the origin people know us by, without a slash at the end
    public CertificateIssuer(byte[] seed, String publicUrl, Messages messages) {
        URI origin = URI.create(publicUrl);
        String host = String.valueOf(origin.getHost()).toLowerCase(Locale.ROOT);
        String authority = origin.getPort() < 0 ? host : host + ":" + origin.getPort();
        this.issuer = new Issuer(DidWeb.did(authority, List.of()), IssuerKey.ofSeed(seed));
        this.publicUrl = publicUrl;
        this.messages = messages;
    }

    /// Who signs.
    public String did() {
        return issuer.did();
    }

    /// The association's keys, for `/.well-known/did.json`.
    public DidDocument document() {
        return DidDocument.of(issuer.did(), issuer.key().publicKey());
    }

    /// The JSON-LD context of our terms.
    String context() {
        try (InputStream in = CertificateIssuer.class.getResourceAsStream("announcement.jsonld")) {
            if (in == null) {
                throw new IllegalStateException("no announcement.jsonld");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("{context}", publicUrl + CONTEXT_PATH);
        } catch (IOException e) {
            throw new UncheckedIOException("reading announcement.jsonld", e);
        }
    }

    /// Signs the credential of a certificate.
    ///
    /// @param textHash the hash of the pledge text that was signed
    String credential(Certificate certificate, String textHash) {
        ObjectNode subject = JSON.objectNode();
        subject.put("id", publicUrl + "/enterprises/" + certificate.enterprise());
        subject.put("type", "QualityPledgeSignatory");
        subject.put("creditCode", certificate.creditCode());
        subject.put("nameZh", certificate.name().zh());
        if (!certificate.name().en().isEmpty()) {
            subject.put("nameEn", certificate.name().en());
        }
        subject.put("campaignYear", certificate.year());
        subject.put("themeZh", certificate.theme().zh());
        subject.put("themeEn", certificate.theme().en());
        subject.put("pledge", publicUrl + "/roll/" + certificate.pledge());
        subject.put("pledgeTextSha256", textHash);
        subject.put("certificateNumber", certificate.number());
        Credential credential =
                Credential.builder(issuer.did(), certificate.issuedAt())
                        .context(publicUrl + CONTEXT_PATH)
                        .type("QualityPledgeAnnouncement")
                        .id(publicUrl + "/certificates/" + certificate.number() + "/credential")
                        .validUntil(certificate.validUntil())
                        .member("name", both("certificate.title"))
                        .member("description", both("certificate.disclaimer"))
                        .subject(subject)
                        .status(entry(StatusPurpose.REVOCATION, certificate.statusIndex()))
                        .status(entry(StatusPurpose.SUSPENSION, certificate.statusIndex()))
                        .build();
        return issuer.issue(credential, certificate.issuedAt()).toString();
    }

    private ArrayNode both(String key) {
        ArrayNode both = JSON.arrayNode();
        for (Language language : Language.values()) {
            both.add(
                    JSON.objectNode()
                            .put("@value", messages.text(language, key))
                            .put("@language", language.tag()));
        }
        return both;
    }

    private StatusEntry entry(StatusPurpose purpose, long index) {
        String url = listUrl(purpose, index / LIST_ENTRIES);
        return new StatusEntry(url, purpose, (int) (index % LIST_ENTRIES));
    }

    private String listUrl(StatusPurpose purpose, long list) {
        return publicUrl + "/status/" + purpose.word() + "/" + list;
    }

    /// Signs a status list.
    ///
    /// @param set the bits that are set
    /// @param at when this is so
    String statusList(StatusPurpose purpose, long list, List<Long> set, Instant at) {
        StatusList bits = StatusList.empty(purpose, LIST_ENTRIES);
        for (long index : set) {
            bits = bits.with((int) (index % LIST_ENTRIES), true);
        }
        Credential credential = bits.credential(listUrl(purpose, list), issuer.did(), at);
        return issuer.issue(credential, at).toString();
    }
}
