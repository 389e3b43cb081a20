// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import dev.touchstone.app.web.Language;
import java.util.UUID;

/// A letter as it is sent. Immutable.
///
/// @param id the same at every try, so that a receiver recognises a second copy
/// @param body lines of plain text
public record Letter(UUID id, EmailAddress to, Language language, String subject, String body) {
    private static final char SEPARATOR = '\u0000';

    /// One text, to be sealed.
    String packed() {
        return String.join(String.valueOf(SEPARATOR), to.text(), language.code(), subject, body);
    }

    static Letter unpacked(UUID id, String packed) {
        String[] parts = packed.split(String.valueOf(SEPARATOR), -1);
        if (parts.length != 4) {
            throw new IllegalStateException("letter " + id + " has " + parts.length + " parts");
        }
        Language language = Language.of(parts[1]).orElseThrow();
        return new Letter(id, new EmailAddress(parts[0]), language, parts[2], parts[3]);
    }
}
