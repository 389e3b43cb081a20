// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import java.util.Locale;
import java.util.regex.Pattern;

/// An address of RFC 5321 in its plain form: a dot-atom, `@` and a host name, ASCII. Quoted local
/// parts, comments and address literals, which nobody types into a form, are no such address.
/// Immutable.
///
/// @param text as typed, without spaces around it
public record EmailAddress(String text) {
    /// The longest address, RFC 5321 section 4.5.3.1.3 without its angle brackets.
    public static final int LENGTH_MAX = 254;

    private static final int LOCAL_LENGTH_MAX = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /// Checks the form.
    ///
    /// @throws IllegalArgumentException when it is no address
    public EmailAddress {
        int at = text.lastIndexOf('@');
        boolean fits = text.length() <= LENGTH_MAX && at > 0 && at <= LOCAL_LENGTH_MAX;
        if (!fits || !LOCAL.matcher(text.substring(0, at)).matches() || !host(text, at + 1)) {
            throw new IllegalArgumentException("no e-mail address, such as name@example.org");
        }
    }

    private static boolean host(String text, int from) {
        String[] labels = text.substring(from).split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return labels.length >= 2;
    }

    /// Reads what was typed.
    ///
    /// @throws IllegalArgumentException when it is no address
    public static EmailAddress parse(String typed) {
        return new EmailAddress(typed.strip());
    }

    /// What two spellings of one mailbox have in common, for counting.
    String folded() {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Hides the address, so that it never stands in a message by accident.
    @Override
    public String toString() {
        return "EmailAddress[...]";
    }
}
