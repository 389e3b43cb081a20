// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An order of codes for one product: one row, whatever its size. Immutable.
///
/// @param externalId the orderer's own number
/// @param first the place of its first code; the others follow it
/// @param count how many codes
/// @param licence the licence it was placed under, if any
/// @param rollSize how many codes stand on one roll of labels; the last roll may have fewer
/// @param prepared how many of its codes are made and anchored so far
/// @param statement the statement of it in the public log, once it is prepared
/// @param closed how it was closed, if it was
/// @param profile how long its codes are
/// @param hidden how long the hidden codes under a scratch layer are that go with them; 0 for none
public record Order(
        UUID id,
        UUID enterprise,
        UUID product,
        Gtin gtin,
        String externalId,
        MarkNumber first,
        int count,
        Optional<UUID> licence,
        int rollSize,
        State state,
        int prepared,
        Instant orderedAt,
        Optional<UUID> statement,
        Optional<Closed> closed,
        MarkProfile profile,
        int hidden) {
    /// The most codes of one order.
    public static final int COUNT_MAX = 20_000_000;

    /// The longest external id.
    public static final int EXTERNAL_ID_LENGTH_MAX = 60;

    /// The codes of one roll when the orderer says nothing.
    public static final int ROLL_SIZE = 10_000;

    /// The most codes of one roll.
    public static final int ROLL_SIZE_MAX = 1_000_000;

    private static final String SUBJECT = "mark-order:";

    /// What an order can still do.
    public enum State {
        /// Its codes are being made; they cannot be had yet.
        PREPARING,
        /// Its codes can be activated or made void.
        OPEN,
        /// All of its codes are accounted for.
        CLOSED
    }

    /// How an order was closed.
    ///
    /// @param unused codes that were counted as left over; they are void
    public record Closed(Instant at, int unused) {}

    /// An order of codes of the usual length.
    public Order(
            UUID id,
            UUID enterprise,
            UUID product,
            Gtin gtin,
            String externalId,
            MarkNumber first,
            int count,
            Optional<UUID> licence,
            int rollSize,
            State state,
            int prepared,
            Instant orderedAt,
            Optional<UUID> statement,
            Optional<Closed> closed) {
        this(
                id,
                enterprise,
                product,
                gtin,
                externalId,
                first,
                count,
                licence,
                rollSize,
                state,
                prepared,
                orderedAt,
                statement,
                closed,
                MarkProfile.C20,
                0);
    }

    /// What the tags of its codes are made with.
    public MarkAlgorithm algorithm() {
        return MarkAlgorithm.ofKeyId(first.keyId());
    }

    /// How many rolls it has.
    public int rolls() {
        return (count + rollSize - 1) / rollSize;
    }

    /// The codes of a roll.
    ///
    /// @param roll from 1 to [#rolls]
    public CodeRuns roll(int roll) {
        if (roll < 1 || roll > rolls()) {
            throw new IllegalArgumentException("roll " + roll + " of " + rolls());
        }
        long first = (roll - 1L) * rollSize + 1;
        return CodeRuns.range((int) first, (int) Math.min(count, first + rollSize - 1));
    }

    /// What statements about an order have as their subject.
    public static String subject(UUID id) {
        return SUBJECT + id;
    }

    /// The order that a statement with such a subject is about.
    static UUID idOf(String subject) {
        return UUID.fromString(subject.substring(SUBJECT.length()));
    }

    /// The place of one of its codes.
    ///
    /// @param index from 1 to [#count]
    public MarkNumber number(int index) {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException("index " + index + " of " + count);
        }
        return new MarkNumber(first.keyId(), first.counter() + index - 1);
    }

    /// Whether a place is one of this order's.
    public boolean holds(MarkNumber number) {
        return number.keyId() == first.keyId()
                && number.counter() >= first.counter()
                && number.counter() - first.counter() < count;
    }

    /// The index of a code of this order, from 1.
    public int index(MarkNumber number) {
        return (int) (number.counter() - first.counter()) + 1;
    }
}
