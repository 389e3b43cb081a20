// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.publiclog.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who gets a place, who is let in, and when words become public. Pure.
final class OpenDayRules {
    /// How many working days an enterprise has to reply before a comment is published without a
    /// reply: as many as for consumers' reports (domain rules, reports and clocks).
    static final int REPLY_DAYS = 10;

    /// How long after the day a visitor may comment.
    static final Duration COMMENT_TIME = Duration.ofDays(60);

    /// How long contacts are kept after the day was held or cancelled (domain rules, reports and
    /// clocks).
    static final Duration CONTACTS_KEPT = Duration.ofDays(180);

    /// The gate opens early.
    static final Duration GATE_BEFORE = Duration.ofHours(2);

    /// How many parties may wait.
    static final int WAITING_PARTIES_MAX = 1_000;

    /// How many parties may register for one day, those who gave back included: their numbers have
    /// four digits, and their order is that of the numbers.
    static final int PARTIES_MAX = 9_999;

    private OpenDayRules() {}

    /// Whether a new party is confirmed: there are places for it whole, and nobody waits before
    /// it.
    static Registration.State first(int capacity, int taken, boolean somebodyWaits, int party) {
        return !somebodyWaits && taken + party <= capacity
                ? Registration.State.CONFIRMED
                : Registration.State.WAITING;
    }

    /// Those who move up from the waiting list, in its order, until the first who does not fit.
    ///
    /// @param waiting in the order of registration
    static List<Registration> movedUp(int capacity, int taken, List<Registration> waiting) {
        List<Registration> moved = new ArrayList<>();
        int now = taken;
        for (Registration next : waiting) {
            if (now + next.party() > capacity) {
                break;
            }
            now += next.party();
            moved.add(next);
        }
        return moved;
    }

    static Admission admission(OpenDay day, Registration one, Instant at) {
        if (day.state() == OpenDay.State.CANCELLED) {
            return Admission.DAY_CANCELLED;
        }
        return switch (one.state()) {
            case CANCELLED -> Admission.GIVEN_BACK;
            case WAITING -> Admission.WAITING;
            case CONFIRMED -> {
                if (one.checkedInAt().isPresent()) {
                    yield Admission.INSIDE;
                }
                boolean open =
                        !at.isBefore(day.plan().from().minus(GATE_BEFORE))
                                && at.isBefore(day.plan().to());
                yield open ? Admission.WELCOME : Admission.OTHER_TIME;
            }
        };
    }

    /// Whether a visitor may comment now.
    static boolean mayComment(OpenDay day, Registration one, Instant at) {
        return one.checkedInAt().isPresent()
                && one.comment().isEmpty()
                && !at.isBefore(day.plan().from())
                && at.isBefore(day.plan().to().plus(COMMENT_TIME));
    }

    /// What is stated about a day. Nothing about visitors but how many they were.
    static Statement stated(String what, OpenDay day, Map<String, Object> more, Instant at) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("enterprise", day.enterprise().toString());
        body.put("campaign", day.campaign().toString());
        body.put("site", day.plan().site());
        body.put("from", day.plan().from().toString());
        body.put("to", day.plan().to().toString());
        body.put("topicZh", day.plan().topic().zh());
        body.put("topicEn", day.plan().topic().en());
        body.put("capacity", day.plan().capacity());
        Optional.of(day.reason())
                .filter(why -> !why.isEmpty())
                .ifPresent(why -> body.put("reason", why));
        return Statement.open(
                "openday." + what,
                day.enterprise().toString(),
                OpenDay.subject(day.id()),
                at,
                body);
    }
}
