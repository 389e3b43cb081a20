// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The bits that tell which credentials are withdrawn or suspended (Bitstring Status List 1.0).
/// Bit 0 is the leftmost of the first byte. A list has at least 131,072 entries, so that asking
/// for it does not tell whose credential is being checked. Immutable: a change makes a new list.
public final class StatusList {
    /// Entries of the smallest list.
    public static final int ENTRIES_MIN = 131_072;

    /// Entries of the largest list: 256 KiB of bits.
    public static final int ENTRIES_MAX = 2_097_152;

    private static final String TYPE = "BitstringStatusList";

    private final StatusPurpose purpose;
    private final byte[] bits;

    private StatusList(StatusPurpose purpose, byte[] bits) {
        this.purpose = purpose;
        this.bits = bits;
    }

    /// A list with no bit set.
    ///
    /// @param purpose what a set bit will mean
    /// @param entries how many bits: a multiple of 8 between the two limits
    /// @return the list
    /// @throws MalformedDocument when the size is not allowed
    public static StatusList empty(StatusPurpose purpose, int entries) {
        if (entries < ENTRIES_MIN || entries > ENTRIES_MAX || entries % 8 != 0) {
            throw new MalformedDocument("status list cannot have %d entries".formatted(entries));
        }
        return new StatusList(purpose, new byte[entries / 8]);
    }

    /// What a set bit means.
    ///
    /// @return the purpose of the whole list
    public StatusPurpose purpose() {
        return purpose;
    }

    /// How many entries there are.
    ///
    /// @return the number of bits
    public int entries() {
        return bits.length * 8;
    }

    /// Tells whether a bit is set.
    ///
    /// @param index from 0
    /// @return true when it is
    /// @throws MalformedDocument when the list is shorter
    public boolean isSet(int index) {
        return (bits[place(index)] & mask(index)) != 0;
    }

    /// Returns a list that differs in one bit.
    ///
    /// @param index from 0
    /// @param value the new bit
    /// @return the new list
    /// @throws MalformedDocument when the list is shorter
    public StatusList with(int index, boolean value) {
        byte[] changed = bits.clone();
        int place = place(index);
        changed[place] = (byte) (value ? bits[place] | mask(index) : bits[place] & ~mask(index));
        return new StatusList(purpose, changed);
    }

    private int place(int index) {
        if (index < 0 || index >= entries()) {
            throw new MalformedDocument("status list has no entry " + index);
        }
        return index / 8;
    }

    private static int mask(int index) {
        return 0x80 >>> (index % 8);
    }

    /// The credential that publishes this list; sign it like any other.
    ///
    /// @param url where it will be published
    /// @param issuer who publishes it: the issuer of the credentials in it
    /// @param validFrom the time of this state of the list
    /// @return the status list credential
    public Credential credential(String url, String issuer, Instant validFrom) {
        ObjectNode subject =
                StrictJson.object()
                        .put("id", url + "#list")
                        .put("type", TYPE)
                        .put("statusPurpose", purpose.word())
                        .put("encodedList", encoded());
        return Credential.builder(issuer, validFrom)
                .id(url)
                .type(TYPE + "Credential")
                .subject(subject)
                .build();
    }

    /// Reads the list out of a status list credential whose proof was verified.
    ///
    /// @param credential the credential
    /// @return the list
    /// @throws MalformedDocument when it holds none, or one of a size that is not allowed
    public static StatusList of(ObjectNode credential) {
        JsonNode subject = credential.path("credentialSubject");
        String type = subject.path("type").asString("");
        if (!type.equals(TYPE)) {
            throw new MalformedDocument("credential holds no " + TYPE);
        }
        StatusPurpose purpose = StatusPurpose.parse(subject.path("statusPurpose").asString(""));
        byte[] bits = decoded(subject.path("encodedList").asString(""));
        if (bits.length < ENTRIES_MIN / 8) {
            throw new MalformedDocument("status list is shorter than 131,072 entries");
        }
        return new StatusList(purpose, bits);
    }

    private String encoded() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bits);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return Multibase.base64url(packed.toByteArray());
    }

    private static byte[] decoded(String encoded) {
        byte[] packed = Multibase.fromBase64url(encoded);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bits = in.readNBytes(ENTRIES_MAX / 8 + 1);
            if (bits.length > ENTRIES_MAX / 8) {
                throw new MalformedDocument("status list has more than 2,097,152 entries");
            }
            return bits;
        } catch (IOException e) {
            throw new MalformedDocument("status list is not gzip: " + e.getMessage(), e);
        }
    }
}
