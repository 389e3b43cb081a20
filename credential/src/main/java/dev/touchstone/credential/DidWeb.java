// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// Identifiers that are looked up over HTTPS (did:web method specification):
/// `did:web:example.org`, `did:web:example.org%3A8443:makers:7`.
public final class DidWeb {
    private static final String PREFIX = "did:web:";
    private static final int CHARS_MAX = 512;
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(%3A[0-9]{1,5})?");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z0-9_-]");

    private DidWeb() {}

    /// Makes an identifier.
    ///
    /// @param authority host in lower case, with `:port` when it is not 443
    /// @param path segments below it, possibly none
    /// @return the DID
    /// @throws MalformedDocument when it cannot be written as one
    public static String did(String authority, List<String> path) {
        StringBuilder did = new StringBuilder(PREFIX).append(authority.replace(":", "%3A"));
        path.forEach(segment -> did.append(':').append(segment));
        String text = did.toString();
        documentUrl(text);
        return text;
    }

    /// Where the identifier's document is published.
    ///
    /// @param did a did:web identifier
    /// @return an HTTPS address: `/.well-known/did.json`, or `/<path>/did.json`
    /// @throws MalformedDocument when it is not one
    public static URI documentUrl(String did) {
        if (did.length() > CHARS_MAX || !did.startsWith(PREFIX)) {
            throw new MalformedDocument("not a did:web identifier: " + did);
        }
        List<String> parts = List.of(did.substring(PREFIX.length()).split(":", -1));
        List<String> path = parts.subList(1, parts.size());
        if (!HOST.matcher(parts.get(0)).matches()
                || !path.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            throw new MalformedDocument("not a did:web identifier: " + did);
        }
        String authority = parts.get(0).replace("%3A", ":");
        String folder = path.isEmpty() ? ".well-known" : String.join("/", path);
        return URI.create("https://%s/%s/did.json".formatted(authority, folder));
    }
}
