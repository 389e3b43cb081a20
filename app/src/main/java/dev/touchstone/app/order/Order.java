// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.MarkNumber;
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
/// @param statement the statement of it in the public log
public record Order(
        UUID id,
        UUID enterprise,
        UUID product,
        Gtin gtin,
        String externalId,
        MarkNumber first,
        int count,
        Optional<UUID> licence,
        State state,
        Instant orderedAt,
        UUID statement) {
    /// The most codes of one order.
    public static final int COUNT_MAX = 20_000_000;

    /// The longest external id.
    public static final int EXTERNAL_ID_LENGTH_MAX = 60;

    private static final String SUBJECT = "mark-order:";

    /// What an order can still do.
    public enum State {
        /// Its codes can be activated or made void.
        OPEN,
        /// All of its codes are accounted for.
        CLOSED
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

    /// The index of a code of this order, from 1.
    int index(MarkNumber number) {
        return (int) (number.counter() - first.counter()) + 1;
    }
}
