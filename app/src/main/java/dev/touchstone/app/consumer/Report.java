// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// A consumer's report, without the contact. Immutable.
///
/// @param enterprise the maker; empty when nobody registered the product
/// @param number what people quote
/// @param acknowledgeDue the last day to acknowledge it, as are the others for their steps
/// @param answer the maker's comment
/// @param statement the statement of it in the public log
public record Report(
        UUID id,
        Optional<UUID> enterprise,
        String number,
        Kind kind,
        Optional<Gtin> gtin,
        Optional<Serial> serial,
        String text,
        boolean anonymous,
        boolean publishConsent,
        State state,
        Instant receivedAt,
        LocalDate acknowledgeDue,
        LocalDate triageDue,
        LocalDate replyDue,
        Optional<Answer> answer,
        UUID statement) {
    /// The longest report or answer.
    public static final int TEXT_LENGTH_MAX = 4_000;

    /// The longest contact.
    public static final int CONTACT_LENGTH_MAX = 200;

    /// What it is about.
    public enum Kind {
        /// A doubt whether the item is what it says.
        GENUINENESS,
        /// The item is not as good as it should be.
        QUALITY,
        /// The item is dangerous.
        SAFETY,
        /// Anything else.
        OTHER
    }

    /// How far it has come.
    public enum State {
        /// It is here.
        RECEIVED,
        /// The maker has read it.
        ACKNOWLEDGED,
        /// The maker has answered.
        ANSWERED,
        /// Nothing more will be done.
        CLOSED
    }

    /// The maker's comment.
    public record Answer(String text, Instant at, UUID statement) {}

    /// What statements about a report have as their subject.
    public static String subject(UUID id) {
        return "report:" + id;
    }
}
