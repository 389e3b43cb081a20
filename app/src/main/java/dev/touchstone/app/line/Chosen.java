// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.usecase.Refused;
import java.util.List;

/// How somebody at a line says which codes of an order are meant.
public sealed interface Chosen {
    /// The codes that are meant, all of them of the order.
    ///
    /// @throws Refused RANGE_OUTSIDE_ORDER, OUT_OF_RANGE, CODES_REFUSED with each code at fault
    default CodeRuns of(MarkCodes codes, Order order) {
        return LineRules.codes(codes, order, this);
    }

    /// The most codes that are scanned for one request.
    int CODES_MAX = 10_000;

    /// The longest text of one scanned code.
    int TEXT_LENGTH_MAX = 300;

    /// By their place in the order.
    ///
    /// @param first index of the first code, from 1
    /// @param last index of the last code
    record Range(int first, int last) implements Chosen {}

    /// A roll of labels.
    ///
    /// @param number from 1
    record Roll(int number) implements Chosen {}

    /// One by one.
    ///
    /// @param texts what a scanner read: codes, links or element strings, 1 to
    ///     [#CODES_MAX]
    record Scanned(List<String> texts) implements Chosen {
        public Scanned {
            texts = List.copyOf(texts);
        }
    }
}
