// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.ItemKey;
import java.util.Optional;

/// Names of user and vendor extensions: `prefix:name` with a declared prefix, or a whole URI.
final class ExtensionName {
    private ExtensionName() {}

    /// Refuses a member name that is neither standard here nor an extension.
    static void require(String name, Pointer at, Walk walk) {
        if (name.indexOf(':') < 0) {
            throw Checks.refuse(
                    Rule.NOT_ALLOWED,
                    at,
                    name,
                    "is no member of this object, and extensions need a prefix");
        }
        try {
            ItemKey.checkUri(name);
        } catch (Gs1Exception e) {
            EpcisRefused refusal =
                    Checks.refuse(
                            Rule.NOT_ALLOWED, at, name, "is neither prefix:name nor a whole URI");
            refusal.initCause(e);
            throw refusal;
        }
        prefix(name).ifPresent(prefix -> walk.usesPrefix(prefix, at));
    }

    /// Notes the prefix of a name inside an extension, where names without one are allowed too.
    static void note(String name, Pointer at, Walk walk) {
        if (name.indexOf(':') > 0 && isLetter(name.charAt(0))) {
            prefix(name).ifPresent(prefix -> walk.usesPrefix(prefix, at));
        }
    }

    /// The prefix of `name`, or empty when it is a URI by itself.
    private static Optional<String> prefix(String name) {
        int colon = name.indexOf(':');
        String prefix = name.substring(0, colon);
        boolean whole = name.startsWith("//", colon + 1) || prefix.equalsIgnoreCase("urn");
        return whole ? Optional.empty() : Optional.of(prefix);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
