// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.DidWeb;
import dev.touchstone.credential.StrictJson;
import dev.touchstone.credential.VerificationKey;
import dev.touchstone.credential.VerificationMethod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The DID document that follows from the keys, and what is stated of it. Pure.
final class IssuerRules {
    /// How long a retired key may still have signed: the clocks of two nodes differ by less.
    static final Duration OVERLAP = Duration.ofMinutes(1);

    static final String TYPE = "issuer.document";
    static final String SUBJECT = "issuer:document";

    private IssuerRules() {}

    /// The DID of whoever is reached at an origin.
    static String did(String publicUrl) {
        URI origin = URI.create(publicUrl);
        String host = String.valueOf(origin.getHost()).toLowerCase(Locale.ROOT);
        return DidWeb.did(origin.getPort() < 0 ? host : host + ":" + origin.getPort(), List.of());
    }

    /// What a private key is derived for. The first one has the name it always had.
    static String purpose(int number) {
        return number == 1 ? "credentials" : "credentials " + number;
    }

    static String purposeOfSm2(int number) {
        return "credentials sm2 " + number;
    }

    static DidDocument document(String did, List<SigningKey> keys) {
        List<VerificationMethod> methods = new ArrayList<>();
        for (SigningKey key : keys) {
            methods.add(method(did, key, key.ed25519()));
            methods.add(method(did, key, key.sm2()));
        }
        return new DidDocument(did, methods);
    }

    private static VerificationMethod method(String did, SigningKey key, String multibase) {
        return new VerificationMethod(
                did + "#" + multibase,
                did,
                new VerificationKey(multibase),
                key.retiredAt().map(at -> at.plus(OVERLAP)),
                key.revokedAt());
    }

    static String json(DidDocument document) {
        return StrictJson.text(document.json());
    }

    static Statement published(String did, int version, String json, SigningKey inUse, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("did", did);
        body.put("version", version);
        body.put("documentSha256", Sha256.hex(json));
        body.put("keyInUse", inUse.number());
        return Statement.open(TYPE, "association", SUBJECT, at, body);
    }
}
