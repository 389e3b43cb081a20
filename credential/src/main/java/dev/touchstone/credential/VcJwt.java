// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential inside a JWT (Securing Verifiable Credentials using JOSE and COSE, section 3.1.1;
/// RFC 7515 compact form; RFC 8037). One algorithm, `EdDSA`, that of the key it names: what the
/// header asks for never chooses how the signature is checked. Header members we do not know are
/// refused, so keys or addresses of keys inside the header are.
final class VcJwt {
    /// How a valid one is named among suites.
    static final String SUITE = "vc+jwt EdDSA";

    static final int HEADER_CHARS_MAX = 2048;
    private static final String ALGORITHM = "EdDSA";
    private static final String TYPE = "vc+jwt";
    private static final String CONTENT = "vc";
    private static final Set<String> HEADER = Set.of("alg", "typ", "cty", "kid");
    private static final List<String> REGISTERED = List.of("iss", "iat", "nbf", "exp");

    private final ObjectNode header;
    private final ObjectNode payload;
    private final byte[] signed;
    private final byte[] signature;

    private VcJwt(ObjectNode header, ObjectNode payload, byte[] signed, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signed = signed;
        this.signature = signature;
    }

    /// Whether a text is meant as a JWT; a JSON object never begins so.
    static boolean isMeant(String text) {
        return text.startsWith("ey");
    }

    static String sign(ObjectNode document, IssuerKey key, String kid, Instant created) {
        ObjectNode header =
                StrictJson.object()
                        .put("alg", ALGORITHM)
                        .put("cty", CONTENT)
                        .put("kid", kid)
                        .put("typ", TYPE);
        ObjectNode claims = document.deepCopy().put("iat", created.getEpochSecond());
        String signed = encoded(header) + "." + encoded(claims);
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String encoded(ObjectNode json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(StrictJson.canonical(json));
    }

    /// @throws MalformedDocument when it is not three parts of base64url with JSON in two of them
    static VcJwt parse(String text) {
        if (text.length() > StrictJson.CHARS_MAX * 2) {
            throw new MalformedDocument("JWT is too long");
        }
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != 3 || parts[0].length() > HEADER_CHARS_MAX) {
            throw new MalformedDocument("not the compact form of a JWT");
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return new VcJwt(
                json(parts[0]), json(parts[1]), signed, Multibase.fromBase64url("u" + parts[2]));
    }

    private static ObjectNode json(String part) {
        byte[] bytes = Multibase.fromBase64url("u" + part);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            throw new MalformedDocument("JWT is not UTF-8 inside");
        }
        return StrictJson.parse(text);
    }

    /// Checks all but the status.
    Valid check(KeyResolver keys, Set<Suite> required, Instant at) {
        requireHeader();
        for (Suite suite : required) {
            if (suite.algorithm() != KeyAlgorithm.ED25519) {
                throw new NotValid(Reason.PROOF_MISSING, "no proof in " + suite.id());
            }
        }
        if (payload.has("vc") || payload.has("vp") || payload.has("proof")) {
            throw new MalformedDocument("a vc+jwt is the credential itself, without vc or proof");
        }
        Claims.requireCredential(payload);
        String issuer = Claims.issuer(payload);
        if (payload.has("iss") && !payload.path("iss").asString("").equals(issuer)) {
            throw new NotValid(Reason.OTHER_CONTROLLER, "iss is not the issuer");
        }
        VerificationMethod method = Claims.key(keys, header.path("kid").asString(""), issuer);
        if (method.key().algorithm() != KeyAlgorithm.ED25519
                || !method.key().verifies(signed, signature)) {
            throw new NotValid(Reason.BAD_SIGNATURE, SUITE + " by " + method.id());
        }
        Optional<Instant> created = seconds("iat");
        Claims.requireInUse(method, created, at);
        Claims.requireHolds(payload, at);
        seconds("nbf").ifPresent(from -> Claims.requireBegun(from, at));
        seconds("exp").ifPresent(until -> Claims.requireNotOver(until, at));
        ObjectNode credential = payload.deepCopy();
        credential.remove(REGISTERED);
        return new Valid(credential, issuer, method, created, List.of(SUITE));
    }

    private void requireHeader() {
        for (String member : header.propertyNames()) {
            if (!HEADER.contains(member)) {
                throw new NotValid(Reason.UNSUPPORTED_PROOF, "unknown header member " + member);
            }
        }
        String algorithm = header.path("alg").asString("");
        if (!algorithm.equals(ALGORITHM)) {
            throw new NotValid(Reason.UNSUPPORTED_PROOF, "algorithm is " + algorithm);
        }
        if (!header.path("typ").asString("").equals(TYPE)
                || !header.path("cty").asString(CONTENT).equals(CONTENT)) {
            throw new NotValid(Reason.UNSUPPORTED_PROOF, "typ is not " + TYPE);
        }
    }

    /// A NumericDate (RFC 7519, section 2); exact numbers of a double are all in range.
    private Optional<Instant> seconds(String name) {
        JsonNode member = payload.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw new MalformedDocument(name + " is not a number of seconds");
        }
        return Optional.of(Instant.ofEpochSecond(member.longValue()));
    }
}
