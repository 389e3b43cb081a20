// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.util.List;

/// Why a signature was refused, removed or withdrawn: one of a list, and a sentence. Immutable.
///
/// @param text 1 to [Pledge#REASON_LENGTH_MAX] characters; stands on the roll
public record Reason(Kind kind, String text) {
    /// What needs a reason.
    public enum Use {
        REFUSAL,
        REMOVAL,
        WITHDRAWAL
    }

    /// The list. Its sentences stand in the messages under `pledge.reason.NAME`.
    public enum Kind {
        /// The signer may not sign for the enterprise.
        NOT_AUTHORISED,
        /// There is no letter of authority.
        LETTER_MISSING,
        /// The letter cannot be read, or is another's.
        LETTER_UNREADABLE,
        /// What was stated of the enterprise is not so.
        DATA_WRONG,
        /// The campaign's criteria are not met.
        CRITERIA_NOT_MET,
        /// The enterprise is closed or merged into another.
        ENTERPRISE_GONE,
        /// The enterprise does something else now.
        BUSINESS_CHANGED,
        /// Nobody meant to sign.
        SIGNED_BY_MISTAKE,
        /// The enterprise cannot keep the promise.
        CANNOT_KEEP,
        /// What the sentence says.
        OTHER;

        /// Those that fit.
        public static List<Kind> of(Use use) {
            return switch (use) {
                case REFUSAL ->
                        List.of(
                                NOT_AUTHORISED,
                                LETTER_MISSING,
                                LETTER_UNREADABLE,
                                DATA_WRONG,
                                CRITERIA_NOT_MET,
                                ENTERPRISE_GONE,
                                OTHER);
                case REMOVAL ->
                        List.of(
                                NOT_AUTHORISED,
                                DATA_WRONG,
                                CRITERIA_NOT_MET,
                                ENTERPRISE_GONE,
                                OTHER);
                case WITHDRAWAL ->
                        List.of(
                                BUSINESS_CHANGED,
                                CANNOT_KEEP,
                                SIGNED_BY_MISTAKE,
                                ENTERPRISE_GONE,
                                OTHER);
            };
        }
    }

    /// A reason in words alone.
    public static Reason other(String text) {
        return new Reason(Kind.OTHER, text);
    }
}
