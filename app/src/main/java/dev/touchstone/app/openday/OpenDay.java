// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Region;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// An open day of an enterprise. Immutable.
///
/// @param enterpriseName as it was when the day was planned
/// @param sequence raised by each change that visitors have to know, as calendars want it (RFC
///     5545 section 3.8.7.4)
/// @param reason why it was cancelled; empty otherwise
/// @param taken places given away
/// @param waiting persons on the waiting list
/// @param statement the latest statement about it in the public log; none while it is a draft
public record OpenDay(
        UUID id,
        UUID enterprise,
        Bilingual enterpriseName,
        UUID campaign,
        Plan plan,
        State state,
        int sequence,
        String reason,
        Instant stateSince,
        int taken,
        int waiting,
        Optional<UUID> statement) {
    /// The most open days an enterprise may have ahead of it.
    public static final int AHEAD_MAX = 50;

    /// Where an open day stands.
    public enum State {
        /// Being prepared; for the enterprise only.
        DRAFT,
        /// In the calendar.
        PUBLISHED,
        /// Will not take place.
        CANCELLED,
        /// Over.
        HELD;

        /// Whether everybody may see it.
        public boolean isPublic() {
            return this != DRAFT;
        }
    }

    /// What is decided about an open day. Immutable.
    ///
    /// @param site the name of the enterprise's site
    /// @param from the first moment, before `to` and at most 24 hours before it
    /// @param registerUntil the last moment to register, not after `from`
    /// @param capacity persons, 1 to [#CAPACITY_MAX]
    /// @param languages ISO 639 codes of those in which visitors are guided, 1 to 10
    /// @param meetingPoint where to come to; may be empty, as may `notes`
    /// @param notes what to bring, from what age, how one gets in with a wheelchair
    public record Plan(
            String site,
            Region province,
            String address,
            Instant from,
            Instant to,
            Instant registerUntil,
            Bilingual topic,
            Bilingual about,
            int capacity,
            Set<String> languages,
            String meetingPoint,
            String notes) {
        /// The most persons.
        public static final int CAPACITY_MAX = 5_000;

        /// The most languages.
        public static final int LANGUAGES_MAX = 10;

        /// The longest line, such as a topic or an address.
        public static final int LINE_LENGTH_MAX = 200;

        /// The longest text.
        public static final int TEXT_LENGTH_MAX = 2_000;

        private static final long HOURS_MAX = 24;
        private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

        /// Checks times and languages.
        ///
        /// @throws IllegalArgumentException saying what does not fit
        public Plan {
            if (!from.isBefore(to) || from.plusSeconds(HOURS_MAX * 3600).isBefore(to)) {
                throw new IllegalArgumentException("it ends after it begins, within 24 hours");
            }
            if (registerUntil.isAfter(from)) {
                throw new IllegalArgumentException(
                        "registration ends when it begins at the latest");
            }
            if (capacity < 1 || capacity > CAPACITY_MAX) {
                throw new IllegalArgumentException("1 to " + CAPACITY_MAX + " persons");
            }
            if (languages.isEmpty() || languages.size() > LANGUAGES_MAX) {
                throw new IllegalArgumentException("1 to " + LANGUAGES_MAX + " languages");
            }
            if (!KNOWN.containsAll(languages)) {
                throw new IllegalArgumentException("languages as zh, en, ja");
            }
            languages = Set.copyOf(languages);
        }

        /// The languages in the order of their codes.
        public List<String> languageCodes() {
            return List.copyOf(new TreeSet<>(languages));
        }

        /// Whether a visitor has to hear of the difference to another plan.
        boolean movesFrom(Plan before) {
            return !from.equals(before.from)
                    || !to.equals(before.to)
                    || !site.equals(before.site)
                    || !address.equals(before.address)
                    || !meetingPoint.equals(before.meetingPoint);
        }
    }

    /// The same day, planned otherwise.
    OpenDay with(Plan other) {
        return new OpenDay(
                id,
                enterprise,
                enterpriseName,
                campaign,
                other,
                state,
                sequence,
                reason,
                stateSince,
                taken,
                waiting,
                statement);
    }

    /// Places that are free now.
    public int free() {
        return Math.max(0, plan.capacity() - taken);
    }

    /// Whether somebody may register at an instant, be it for the waiting list.
    public boolean takesRegistrations(Instant at) {
        return state == State.PUBLISHED && !at.isAfter(plan.registerUntil());
    }

    /// What statements about an open day have as their subject.
    public static String subject(UUID id) {
        return "openday:" + id;
    }
}
