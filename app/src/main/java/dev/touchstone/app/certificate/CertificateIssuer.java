// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.database.Tx;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import dev.touchstone.credential.Credential;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.StatusEntry;
import dev.touchstone.credential.StatusList;
import dev.touchstone.credential.StatusPurpose;
import dev.touchstone.credential.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Signs what the association announces: credentials of certificates and their status lists
/// (Verifiable Credentials Data Model 2.0, eddsa-jcs-2022 with our SM2 suite beside it, Bitstring
/// Status List 1.0). A credential is a Digital Conformity Credential of UNTP 0.7.0 that says what
/// it is: a declaration that the enterprise made itself, assessed and endorsed by nobody.
/// Thread-safe.
public final class CertificateIssuer {
    /// Bits of one status list.
    static final int LIST_ENTRIES = StatusList.ENTRIES_MIN;

    /// Where the JSON-LD context of our terms stands.
    static final String CONTEXT_PATH = "/contexts/announcement/v2";

    /// The context of credentials issued before they followed UNTP.
    static final String FIRST_CONTEXT_PATH = "/contexts/announcement/v1";

    private static final String UNTP_CONTEXT =
            "https://vocabulary.uncefact.org/untp/0.7.0/context/";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final IssuerKeys keys;
    private final String publicUrl;
    private final Messages messages;

    /// An issuer that signs with the association's keys.
    ///
    /// @param publicUrl the origin people know us by, without a slash at the end
    public CertificateIssuer(IssuerKeys keys, String publicUrl, Messages messages) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.messages = messages;
    }

    /// The key that signs what a transaction issues; it stays in use until the transaction ends.
    /// Take the time of issue after this call.
    Issuer signer(Tx tx) {
        return keys.signer(tx);
    }

    /// Signs the credential of a certificate.
    ///
    /// @param textHash the hash of the pledge text that was signed
    /// @return canonical JSON
    String credential(Issuer signer, Certificate certificate, String textHash) {
        String organiser = certificate.organiser().zh();
        Credential credential =
                Credential.builder(signer.did(), certificate.issuedAt())
                        .context(UNTP_CONTEXT)
                        .context(publicUrl + CONTEXT_PATH)
                        .type("DigitalConformityCredential")
                        .type("QualityPledgeAnnouncement")
                        .id(publicUrl + "/certificates/" + certificate.number() + "/credential")
                        .issuerName(organiser, List.of("CredentialIssuer"))
                        .validUntil(certificate.validUntil())
                        .member("name", JSON.stringNode(inBoth("certificate.title")))
                        .member("description", both("certificate.disclaimer"))
                        .subject(subject(certificate, textHash))
                        .status(entry(StatusPurpose.REVOCATION, certificate.statusIndex()))
                        .status(entry(StatusPurpose.SUSPENSION, certificate.statusIndex()))
                        .build();
        return StrictJson.text(signer.issue(credential, certificate.issuedAt()));
    }

    private ObjectNode subject(Certificate certificate, String textHash) {
        ObjectNode subject = JSON.objectNode();
        subject.putArray("type").add("ConformityAttestation").add("QualityPledgeSignature");
        subject.put("id", publicUrl + "/certificates/" + certificate.number());
        subject.put("name", inBoth("certificate.title") + " " + certificate.number());
        subject.put("description", inBoth("certificate.disclaimer"));
        subject.put("assessorLevel", "self");
        subject.put("assessmentLevel", "no-endorsement");
        subject.put("attestationType", "declaration");
        ObjectNode party = subject.putObject("issuedToParty");
        party.putArray("type").add("Party");
        party.put("id", publicUrl + "/enterprises/" + certificate.enterprise());
        party.put("name", certificate.name().zh());
        party.put("registeredId", certificate.creditCode());
        ObjectNode scheme = subject.putObject("referenceScheme");
        scheme.putArray("type").add("ConformityScheme");
        scheme.put("id", publicUrl + "/campaigns/" + certificate.campaign());
        scheme.put("name", certificate.theme().zh());
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
        return subject;
    }

    /// The same credential as a JWT, signed by the key that signed it first, for the time at which
    /// it did: the same bytes every time. Empty when that key was revoked, or was that of another
    /// address of ours.
    Optional<String> jwt(Tx tx, String credential) {
        ObjectNode secured = StrictJson.parse(credential);
        JsonNode proof = secured.path("proof");
        JsonNode first = proof.isArray() ? proof.path(0) : proof;
        Instant created = Instant.parse(first.path("created").asString());
        return keys.signerNamed(tx, first.path("verificationMethod").asString())
                .map(signer -> signer.issueJwt(Credential.of(secured), created));
    }

    private String inBoth(String key) {
        return messages.text(Language.ZH, key) + " / " + messages.text(Language.EN, key);
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
    String statusList(Tx tx, StatusPurpose purpose, long list, List<Long> set, Instant at) {
        StatusList bits = StatusList.empty(purpose, LIST_ENTRIES);
        for (long index : set) {
            bits = bits.with((int) (index % LIST_ENTRIES), true);
        }
        Issuer signer = keys.signerForNow(tx);
        Credential credential = bits.credential(listUrl(purpose, list), signer.did(), at);
        return signer.issue(credential, at).toString();
    }
}
