// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.web.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// A party that wants to come to an open day. Immutable. Nothing in it says who they are; see
/// [Visitor].
///
/// @param number what the gate may type instead of scanning; they are given in the order of
///     registration, under the lock of the day, and so are the order of the waiting list
/// @param party persons, 1 to [#PARTY_MAX]
/// @param language in which they are written to
/// @param checkedInAt when they came through the gate
public record Registration(
        UUID id,
        UUID openDay,
        String number,
        int party,
        Language language,
        State state,
        Instant registeredAt,
        Optional<Instant> checkedInAt,
        Optional<Comment> comment) {
    /// The most persons of a party.
    public static final int PARTY_MAX = 5;

    /// The version of the consent that visitors give, see `openday.consent` in the messages.
    public static final int CONSENT_VERSION = 1;

    /// Where a registration stands.
    public enum State {
        /// There are places for the whole party.
        CONFIRMED,
        /// The party waits for places.
        WAITING,
        /// Given back by the visitor.
        CANCELLED
    }

    /// What a visitor said afterwards.
    ///
    /// @param publish whether the visitor lets it be published
    /// @param replyDue the enterprise's last day to reply before it stands alone
    /// @param reply the enterprise's; empty while there is none
    /// @param statement of its publication; empty while it is not public
    /// @param takenDown why the association took it off the page; empty when it did not
    public record Comment(
            String text,
            boolean publish,
            Instant at,
            LocalDate replyDue,
            Optional<String> reply,
            Optional<Instant> repliedAt,
            Optional<UUID> statement,
            String takenDown) {
        /// The longest comment or reply.
        public static final int LENGTH_MAX = 2_000;
    }

    /// Who comes; for the enterprise that is visited alone. Kept sealed.
    ///
    /// @param email empty when none was given, as is `phone`; one of both is there
    public record Visitor(String name, String email, String phone) {
        /// The longest name.
        public static final int NAME_LENGTH_MAX = 60;

        /// The longest telephone number.
        public static final int PHONE_LENGTH_MAX = 30;

        private static final String SEPARATOR = "\u0000";

        String packed(String secret) {
            return String.join(SEPARATOR, name, email, phone, secret);
        }

        static Visitor unpacked(String packed) {
            String[] parts = packed.split(SEPARATOR, -1);
            return new Visitor(parts[0], parts[1], parts[2]);
        }

        /// The secret of the ticket's address, for letters.
        static String secret(String packed) {
            return packed.substring(packed.lastIndexOf(SEPARATOR) + 1);
        }
    }
}
