// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

/// What a set bit in a status list means (Bitstring Status List 1.0, section 2.1).
public enum StatusPurpose {
    /// The credential is withdrawn for ever.
    REVOCATION("revocation"),
    /// The credential does not hold for the time being.
    SUSPENSION("suspension");

    private final String word;

    StatusPurpose(String word) {
        this.word = word;
    }

    /// The word the standard uses.
    ///
    /// @return in lower case
    public String word() {
        return word;
    }

    static StatusPurpose parse(String word) {
        for (StatusPurpose purpose : values()) {
            if (purpose.word.equals(word)) {
                return purpose;
            }
        }
        throw new MalformedDocument("unknown status purpose: " + word);
    }
}
