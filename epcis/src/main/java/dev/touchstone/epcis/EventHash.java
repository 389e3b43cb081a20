// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The event hash identifier, which two parties get alike from one event however each wrote it
/// (CBV 2.0, section 8.9).
///
/// `recordTime`, `eventID`, `errorDeclaration` and comments do not count, so an event keeps its
/// hash when it is recorded, named or declared wrong. Not a signature: anybody can compute it.
public final class EventHash {
    private EventHash() {}

    /// The identifier: `ni:///sha-256;`, 64 hexadecimal digits, `?ver=CBV2.0`.
    ///
    /// @param namespaces the prefixes declared in the document the event stood in, see {@link
    ///     EpcisDocument#namespaces()}; those of the event's own `@context` are added
    public static String of(EpcisEvent event, Map<String, String> namespaces) {
        byte[] text = preHash(event, namespaces).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return "ni:///sha-256;" + HexFormat.of().formatHex(hash) + "?ver=CBV2.0";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The text that is hashed, to compare when two hashes differ.
    ///
    /// @param namespaces as for {@link #of}
    public static String preHash(EpcisEvent event, Map<String, String> namespaces) {
        var tree = event.json().tree();
        Map<String, String> all = new LinkedHashMap<>(namespaces);
        var context = tree.get("@context");
        if (context != null) {
            all.putAll(Namespaces.read(context, Pointer.ROOT).declared());
        }
        return new PreHash(new Namespaces(all, false)).event(event.type(), tree);
    }
}
