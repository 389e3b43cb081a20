// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.workday.WorkingDays;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/// Decisions about reports. Pure.
final class ReportRules {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int RANDOM_LENGTH = 8;

    private ReportRules() {}

    /// How many working days each step may take.
    record Clock(int acknowledgeDays, int triageDays, int replyDays) {}

    /// The last day of each step.
    record Due(LocalDate acknowledge, LocalDate triage, LocalDate reply) {}

    static Due due(Clock clock, WorkingDays days, LocalDate received) {
        return new Due(
                days.after(received, clock.acknowledgeDays()),
                days.after(received, clock.triageDays()),
                days.after(received, clock.replyDays()));
    }

    /// A number people can read aloud, which does not tell how many reports there are.
    static String number(LocalDate received, RandomGenerator random) {
        StringBuilder number = new StringBuilder("R-");
        number.append(DateTimeFormatter.BASIC_ISO_DATE.format(received)).append('-');
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }

    static void requireAcknowledgeable(Report report) {
        if (report.state() != Report.State.RECEIVED) {
            throw new Refused(Code.WRONG_STATE, report.state());
        }
    }

    static void requireAnswerable(Report report) {
        if (report.answer().isPresent()) {
            throw new Refused(Code.ALREADY_ANSWERED);
        }
        if (report.state() == Report.State.CLOSED) {
            throw new Refused(Code.WRONG_STATE, report.state());
        }
    }

    static void requireOpen(Report report) {
        if (report.state() == Report.State.CLOSED) {
            throw new Refused(Code.WRONG_STATE, report.state());
        }
    }
}
