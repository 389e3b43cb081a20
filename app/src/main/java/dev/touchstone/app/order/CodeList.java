// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.app.mark.HiddenCodes;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.number.ItemAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Writes the codes of an order as CSV (RFC 4180): index, code, link, and the hidden code
/// where the order asked for them. Made as it is sent,
/// so that an order of any size needs no more memory than one block. Confined to one response.
public final class CodeList {
    private static final int BLOCK = 1_000;
    private static final int INDEX_DIGITS_MAX = 10;

    private final MarkCodes codes;
    private final Order order;
    private final byte[] link;

    /// A list.
    ///
    /// @param origin what links begin with, without a slash at the end
    public CodeList(MarkCodes codes, Order order, String origin) {
        this.codes = codes;
        this.order = order;
        this.link = (origin + ItemAddress.stem(order.gtin())).getBytes(US_ASCII);
    }

    /// Writes a header and the codes of a range.
    ///
    /// @param first index of the first code, from 1
    /// @param last index of the last code
    public void write(OutputStream out, int first, int last) throws IOException {
        Optional<HiddenCodes.Series> hidden =
                order.hidden() == 0
                        ? Optional.empty()
                        : Optional.of(
                                codes.hidden()
                                        .of(order.gtin(), order.first().keyId(), order.hidden()));
        out.write(
                (hidden.isPresent() ? "index,code,link,hidden\r\n" : "index,code,link\r\n")
                        .getBytes(US_ASCII));
        int length = order.profile().length();
        byte[] block = new byte[BLOCK * length];
        byte[] line = new byte[INDEX_DIGITS_MAX + link.length + 2 * length + 5 + order.hidden()];
        for (int next = first; next <= last; next += BLOCK) {
            int count = Math.min(BLOCK, last - next + 1);
            codes.write(order.gtin(), order.profile(), order.number(next), count, block);
            for (int i = 0; i < count; i++) {
                int at = number(next + i, line);
                line[at++] = ',';
                System.arraycopy(block, i * length, line, at, length);
                at += length;
                line[at++] = ',';
                System.arraycopy(link, 0, line, at, link.length);
                at += link.length;
                System.arraycopy(block, i * length, line, at, length);
                at += length;
                if (hidden.isPresent()) {
                    line[at++] = ',';
                    hidden.get().write(order.number(next + i).counter(), line, at);
                    at += order.hidden();
                }
                line[at++] = '\r';
                line[at++] = '\n';
                out.write(line, 0, at);
            }
        }
    }

    private static int number(int value, byte[] to) {
        int digits = 1;
        for (int rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int left = value;
        for (int i = digits - 1; i >= 0; i--) {
            to[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return digits;
    }
}
