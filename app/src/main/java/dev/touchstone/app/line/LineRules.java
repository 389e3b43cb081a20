// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import dev.touchstone.app.mark.MarkCode;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Decisions at a line. Pure.
final class LineRules {
    private LineRules() {}

    static void requireOpen(Order order) {
        if (order.state() != Order.State.OPEN) {
            throw new Refused(Code.WRONG_STATE, order.state());
        }
    }

    /// The codes that are meant, all of them of this order.
    ///
    /// @throws Refused RANGE_OUTSIDE_ORDER, OUT_OF_RANGE, CODES_REFUSED with each code at fault
    static CodeRuns codes(MarkCodes codes, Order order, Chosen chosen) {
        return switch (chosen) {
            case Chosen.Range(int first, int last) -> range(order, first, last);
            case Chosen.Roll(int number) -> {
                if (number < 1 || number > order.rolls()) {
                    throw new Refused(Code.OUT_OF_RANGE, 1, order.rolls()).at("roll");
                }
                yield order.roll(number);
            }
            case Chosen.Scanned(List<String> texts) -> scanned(codes, order, texts);
        };
    }

    private static CodeRuns range(Order order, int first, int last) {
        if (first < 1 || last > order.count() || first > last) {
            throw new Refused(Code.RANGE_OUTSIDE_ORDER, 1, order.count())
                    .at(first < 1 || first > order.count() ? "from" : "to");
        }
        return CodeRuns.range(first, last);
    }

    private static CodeRuns scanned(MarkCodes codes, Order order, List<String> texts) {
        int[] indexes = new int[texts.size()];
        List<LineError> errors = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            OptionalInt index = index(codes, order, texts.get(i));
            if (index.isEmpty()) {
                errors.add(new LineError(i + 1L, "codes", Code.CODE_NOT_OF_ORDER, List.of()));
            }
            indexes[i] = index.orElse(0);
        }
        if (!errors.isEmpty()) {
            throw new Refused(Code.CODES_REFUSED, errors.size())
                    .at("codes")
                    .with(errors.stream().limit(LineError.SHOWN_MAX).toList());
        }
        return CodeRuns.of(indexes);
    }

    /// Where in the order a scanned code stands; empty when it is none of it.
    static OptionalInt index(MarkCodes codes, Order order, String scanned) {
        return serial(order, scanned)
                .flatMap(text -> codes.read(order.gtin(), text).right())
                .filter(right -> right.code().profile() == order.profile())
                .map(Reading.Right::number)
                .filter(order::holds)
                .map((MarkNumber number) -> OptionalInt.of(order.index(number)))
                .orElse(OptionalInt.empty());
    }

    private static Optional<String> serial(Order order, String text) {
        String read = text.strip();
        if (MarkCode.find(read).isPresent()) {
            return Optional.of(read);
        }
        Optional<ItemAddress> own = ItemAddress.find(read);
        if (own.isPresent()) {
            return own.filter(address -> address.number().key().equals(order.gtin()))
                    .flatMap(ItemAddress::serial)
                    .map(Serial::text);
        }
        return DigitalLink.find(read)
                .or(() -> elements(read))
                .filter(link -> link.gtin().filter(Gtin::isRestricted).isEmpty())
                .filter(link -> link.gtin().equals(Optional.of(order.gtin())))
                .flatMap(DigitalLink::serial)
                .map(Serial::text);
    }

    /// What a scanner reads of a data matrix, or a person types from below it.
    private static Optional<DigitalLink> elements(String text) {
        try {
            return Optional.of(ElementString.parse(text).link());
        } catch (Gs1Exception e) {
            return Optional.empty();
        }
    }

    /// What was ordered must be activated, spoiled, returned or in somebody's hand.
    ///
    /// @param unused counted by hand
    /// @throws Refused CODES_DIFFER with the difference: positive when codes are missing
    static void requireReconciled(Orders.Tally tally, int unused) {
        long difference = tally.free() - unused;
        if (difference != 0) {
            throw new Refused(Code.CODES_DIFFER, difference).at("unused");
        }
    }
}
