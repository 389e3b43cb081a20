// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The bytes of one document on their way to the parser: counted, checked to be UTF-8, and kept
/// from a chosen place on, so that an event can be cut out as it came. Confined to one thread.
///
/// A byte order mark is dropped and not counted.
final class SourceBytes extends InputStream {
    /// How far the parser may read ahead of what it has handed out.
    private static final int READ_AHEAD_BYTES_MAX = 64 * 1024;

    private static final int BOM_BYTES = 3;

    private final InputStream in;
    private final Limits limits;
    private final Utf8Check utf8 = new Utf8Check();
    private byte[] kept = new byte[8_192];
    private int keptLength;
    private long keptFrom;
    private long total;
    private boolean begun;

    SourceBytes(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!begun) {
            begun = true;
            byte[] head = in.readNBytes(BOM_BYTES);
            boolean bom =
                    head.length == BOM_BYTES
                            && (head[0] & 0xff) == 0xef
                            && (head[1] & 0xff) == 0xbb
                            && (head[2] & 0xff) == 0xbf;
            if (!bom && head.length > 0) {
                accept(head, 0, head.length);
            }
        }
        if (unread() == 0) {
            byte[] chunk = new byte[Math.min(length, 8_192)];
            int count = in.read(chunk, 0, chunk.length);
            if (count < 0) {
                utf8.end();
                return -1;
            }
            accept(chunk, 0, count);
        }
        int count = (int) Math.min(length, unread());
        System.arraycopy(kept, (int) (handedOut - keptFrom), target, from, count);
        handedOut += count;
        return count;
    }

    private long handedOut;

    private long unread() {
        return total - handedOut;
    }

    private void accept(byte[] bytes, int from, int length) {
        utf8.check(bytes, from, length);
        total += length;
        if (total > limits.documentBytesMax()) {
            throw new EpcisRefused(
                    EpcisProblem.Rule.LIMIT,
                    "",
                    "",
                    "the document has more than " + limits.documentBytesMax() + " bytes");
        }
        if ((long) keptLength + length > (long) limits.eventBytesMax() + READ_AHEAD_BYTES_MAX) {
            throw tooLong();
        }
        if (keptLength + length > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, keptLength + length));
        }
        System.arraycopy(bytes, from, kept, keptLength, length);
        keptLength += length;
    }

    /// Forgets all bytes before `offset`.
    void keepFrom(long offset) {
        int drop = (int) (offset - keptFrom);
        if (drop < 0 || offset > handedOut) {
            throw new IllegalStateException("offset " + offset + " is not kept");
        }
        System.arraycopy(kept, drop, kept, 0, keptLength - drop);
        keptLength -= drop;
        keptFrom = offset;
    }

    /// The bytes of one JSON object; refuses more than an event may have.
    byte[] object(long from, long to) {
        if (to - from > limits.eventBytesMax()) {
            throw tooLong();
        }
        int start = (int) (from - keptFrom);
        int end = (int) (to - keptFrom);
        if (start < 0 || end > keptLength || kept[start] != '{' || kept[end - 1] != '}') {
            throw new IllegalStateException("bytes " + from + " to " + to + " are no object");
        }
        return Arrays.copyOfRange(kept, start, end);
    }

    private EpcisRefused tooLong() {
        return new EpcisRefused(
                EpcisProblem.Rule.LIMIT,
                "",
                "",
                "an event or the header has more than " + limits.eventBytesMax() + " bytes");
    }
}
