// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.Order;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Codes of an order one after the other, made a block at a time. Confined to one thread.
final class LabelCodes implements Iterator<Label> {
    private static final int BLOCK = 1_000;

    private final MarkCodes codes;
    private final Order order;
    private final int last;
    private final int length;
    private final byte[] block;
    private int next;
    private int made;
    private int taken;

    /// The codes from one index to another.
    LabelCodes(MarkCodes codes, Order order, int first, int last) {
        this.codes = codes;
        this.order = order;
        this.next = first;
        this.last = last;
        this.length = order.profile().length();
        this.block = new byte[BLOCK * length];
    }

    @Override
    public boolean hasNext() {
        return next <= last;
    }

    @Override
    public Label next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (taken == made) {
            made = Math.min(BLOCK, last - next + 1);
            taken = 0;
            codes.write(order.gtin(), order.profile(), order.number(next), made, block);
        }
        String code = new String(block, taken * length, length, US_ASCII);
        taken++;
        return new Label(next++, code);
    }
}
