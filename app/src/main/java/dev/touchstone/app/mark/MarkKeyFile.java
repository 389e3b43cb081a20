// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.app.usecase.Hmac;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Json;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A key of one product and year, handed to a line or an inspector to check codes without us.
/// Immutable.
///
/// A symmetric key that checks can also make. What bounds this: it is for one product and year;
/// one of grade CHECK lacks the key of the permutation, so whoever misuses it does not know which
/// codes were ordered and makes such that the platform calls NOT_ISSUED; it ends on its day for
/// every honest reader; each export is logged; and the key can be revoked.
///
/// @param id of the export
/// @param holder who has it, in the exporter's words
/// @param expiresAt from when on it is refused
/// @param secrets the key of each profile
public record MarkKeyFile(
        String id,
        long product,
        int keyId,
        Grade grade,
        String holder,
        Instant issuedAt,
        Instant expiresAt,
        Map<MarkProfile, byte[]> secrets) {
    /// The longest file, in bytes.
    public static final int BYTES_MAX = 4_096;

    /// The longest name of a holder.
    public static final int HOLDER_LENGTH_MAX = 80;

    private static final String TYPE = "touchstone-mark-key-1";

    /// How much it tells.
    public enum Grade {
        /// Whether a code is right.
        CHECK,
        /// That, and which place in the sequence it has.
        DECODE
    }

    public MarkKeyFile {
        secrets = Map.copyOf(secrets);
    }

    /// What a file is not; the message says why.
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /// What a code is by a key alone.
    public sealed interface Decoded {
        /// Made with this key.
        ///
        /// @param counter its place, for a key of grade DECODE
        record Right(MarkCode code, Optional<Long> counter) implements Decoded {}

        /// Not made with this key, though it says so, or of another product.
        record WrongTag(MarkCode code) implements Decoded {}

        /// Made with another key: of another year or algorithm.
        record OtherKey(MarkCode code) implements Decoded {}

        /// Not a code at all.
        record NoCode() implements Decoded {}
    }

    /// Says what a code is.
    ///
    /// @throws Unusable when this key has ended
    public Decoded read(String text, Instant now) {
        if (!now.isBefore(expiresAt)) {
            throw new Unusable("the key expired at " + expiresAt);
        }
        Optional<MarkCode> found = MarkCode.find(text);
        if (found.isEmpty()) {
            return new Decoded.NoCode();
        }
        MarkCode code = found.get();
        byte[] secret = secrets.get(code.profile());
        if (code.keyId() != keyId || secret == null) {
            return new Decoded.OtherKey(code);
        }
        byte[] tagKey = Arrays.copyOf(secret, MarkKey.TAG_KEY_BYTES);
        if (!MarkKey.tagger(code.profile(), product, keyId, tagKey)
                .fits(code.permuted(), code.tag())) {
            return new Decoded.WrongTag(code);
        }
        return new Decoded.Right(
                code,
                grade == Grade.CHECK
                        ? Optional.empty()
                        : Optional.of(
                                new MarkKey(code.profile(), product, keyId, secret)
                                        .restore(code.permuted())));
    }

    /// The file, in UTF-8.
    public byte[] write() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", TYPE);
        json.put("id", id);
        json.put("product", "%014d".formatted(product));
        json.put("keyId", keyId);
        json.put("algorithm", MarkAlgorithm.ofKeyId(keyId).name());
        json.put("grade", grade.name());
        json.put("holder", holder);
        json.put("issuedAt", issuedAt.toString());
        json.put("expiresAt", expiresAt.toString());
        Map<String, String> keys = new LinkedHashMap<>();
        for (MarkProfile profile : MarkProfile.values()) {
            keys.put(profile.name(), HexFormat.of().formatHex(secret(profile)));
        }
        json.put("keys", keys);
        json.put("seal", seal());
        return Json.write(json);
    }

    private byte[] secret(MarkProfile profile) {
        byte[] secret = secrets.get(profile);
        int length = grade == Grade.CHECK ? MarkKey.TAG_KEY_BYTES : MarkKey.SECRET_BYTES;
        if (secret == null || secret.length != length) {
            throw new Unusable("the key of " + profile + " is missing or has another length");
        }
        return secret;
    }

    /// Shows damage and a day that was moved; not a proof against the holder, who has the key.
    private String seal() {
        StringBuilder all = new StringBuilder(TYPE);
        for (Object part : new Object[] {id, product, keyId, grade, holder, issuedAt, expiresAt}) {
            all.append('\n').append(part);
        }
        for (MarkProfile profile : MarkProfile.values()) {
            byte[] tag = new Hmac(secret(profile)).of(all.toString());
            all.append('\n').append(Base64.getUrlEncoder().encodeToString(tag));
        }
        return all.substring(all.lastIndexOf("\n") + 1);
    }

    /// Reads a file.
    ///
    /// @throws Unusable when it is none, or damaged
    public static MarkKeyFile parse(byte[] utf8) {
        if (utf8.length > BYTES_MAX) {
            throw new Unusable("a key file has at most " + BYTES_MAX + " bytes");
        }
        JsonNode json;
        try {
            json = Json.parse(utf8);
        } catch (Refused e) {
            throw new Unusable("no key file: " + e.getMessage());
        }
        if (!json.path("type").asString("").equals(TYPE)) {
            throw new Unusable("no key file of type " + TYPE);
        }
        MarkKeyFile file;
        try {
            Map<MarkProfile, byte[]> secrets = new EnumMap<>(MarkProfile.class);
            for (MarkProfile profile : MarkProfile.values()) {
                String hex = json.path("keys").path(profile.name()).asString("");
                secrets.put(profile, HexFormat.of().parseHex(hex));
            }
            file =
                    new MarkKeyFile(
                            json.path("id").asString(""),
                            Long.parseLong(json.path("product").asString("")),
                            json.path("keyId").asInt(-1),
                            Grade.valueOf(json.path("grade").asString("")),
                            json.path("holder").asString(""),
                            Instant.parse(json.path("issuedAt").asString("")),
                            Instant.parse(json.path("expiresAt").asString("")),
                            secrets);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unusable("a part of the key file cannot be read: " + e.getMessage());
        }
        byte[] seal = json.path("seal").asString("").getBytes(UTF_8);
        if (!MessageDigest.isEqual(seal, file.seal().getBytes(UTF_8))) {
            throw new Unusable("the key file is damaged or was changed");
        }
        return file;
    }
}
