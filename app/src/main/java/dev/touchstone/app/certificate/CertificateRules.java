// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What is stated about certificates. Pure.
final class CertificateRules {
    private CertificateRules() {}

    static Statement issued(
            Certificate certificate, String textHash, String credential, Instant at) {
        Map<String, Object> body = facts(certificate);
        body.put("textHash", textHash);
        body.put("validUntil", certificate.validUntil().toString());
        body.put("credentialSha256", Sha256.hex(credential));
        certificate.supersedes().ifPresent(number -> body.put("supersedes", number));
        return statement("issued", certificate, at, body);
    }

    static Statement printed(Certificate certificate, String sha256, int sizeBytes, Instant at) {
        Map<String, Object> body = facts(certificate);
        body.put("pdfSha256", sha256);
        body.put("pdfBytes", sizeBytes);
        return statement("printed", certificate, at, body);
    }

    static Statement moved(
            Certificate certificate, CertificateState to, String reason, Instant at) {
        Map<String, Object> body = facts(certificate);
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        String word =
                switch (to) {
                    case VALID -> "reinstated";
                    case SUSPENDED -> "suspended";
                    case WITHDRAWN -> "withdrawn";
                    case EXPIRED -> "expired";
                    case SUPERSEDED -> "superseded";
                };
        return statement(word, certificate, at, body);
    }

    private static Map<String, Object> facts(Certificate certificate) {
        Map<String, Object> body = new HashMap<>();
        body.put("number", certificate.number());
        body.put("pledge", certificate.pledge().toString());
        body.put("enterprise", certificate.enterprise().toString());
        body.put("creditCode", certificate.creditCode());
        return body;
    }

    private static Statement statement(
            String word, Certificate certificate, Instant at, Map<String, Object> body) {
        String subject = Certificate.subject(certificate.number());
        return Statement.open("certificate." + word, "association", subject, at, body);
    }
}
