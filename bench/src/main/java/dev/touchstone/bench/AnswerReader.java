// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads one HTTP/1.1 answer after another from bytes as they arrive, and keeps none of their
/// bodies. Confined to one thread.
final class AnswerReader {
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
    private static final int HEAD_BYTES_MAX = 64 * 1024;

    /// Longer lines say nothing that matters here; their ends are not kept.
    private static final int LINE_KEPT_MAX = 128;

    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";

    /// What comes next.
    private enum Next {
        STATUS,
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        NOTHING
    }

    /// An answer.
    ///
    /// @param status the HTTP status
    /// @param length bytes of its body
    record Answer(int status, long length) {}

    private final byte[] line = new byte[LINE_KEPT_MAX];
    private Next next = Next.STATUS;
    private int lineLength;
    private int headLength;
    private int status;
    private boolean chunked;
    private long length;

    /// Bytes of the body or the chunk that are still to come.
    private long left;

    /// Takes bytes up to the end of an answer.
    ///
    /// @return whether the answer is whole; [#answer] must be called before more is read
    /// @throws IOException for what is no HTTP answer, or one that is too long
    boolean read(ByteBuffer bytes) throws IOException {
        while (next != Next.NOTHING && bytes.hasRemaining()) {
            if (next == Next.BODY || next == Next.CHUNK) {
                int count = (int) Math.min(left, bytes.remaining());
                bytes.position(bytes.position() + count);
                left -= count;
                if (left == 0) {
                    next = next == Next.BODY ? Next.NOTHING : Next.CHUNK_END;
                }
            } else if (lineIsWhole(bytes)) {
                take();
                lineLength = 0;
            }
        }
        return next == Next.NOTHING;
    }

    /// The answer that is whole; the next one may be read.
    Answer answer() {
        if (next != Next.NOTHING) {
            throw new IllegalStateException("the answer is not whole");
        }
        Answer answer = new Answer(status, length);
        next = Next.STATUS;
        headLength = 0;
        length = 0;
        chunked = false;
        return answer;
    }

    private boolean lineIsWhole(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                return true;
            }
            if (lineLength < LINE_KEPT_MAX && b != '\r') {
                line[lineLength++] = b;
            }
            if (++headLength > HEAD_BYTES_MAX) {
                throw new IOException("the head of the answer is too long");
            }
        }
        return false;
    }

    private void take() throws IOException {
        switch (next) {
            case STATUS -> {
                status = lineLength >= STATUS_END ? number(STATUS_AT, STATUS_END, 10) : 0;
                if (status < 100 || status > 999) {
                    throw new IOException("not an HTTP answer: " + text());
                }
                next = Next.HEADER;
            }
            case HEADER -> {
                if (lineLength == 0) {
                    begin(length);
                } else if (begins(LENGTH)) {
                    length = number(LENGTH.length(), lineLength, 10);
                } else if (begins(CHUNKED)) {
                    chunked = true;
                }
            }
            case CHUNK_SIZE -> {
                left = number(0, lineLength, 16);
                length += left;
                headLength = 0;
                next = left == 0 ? Next.TRAILER : Next.CHUNK;
                if (length > BODY_BYTES_MAX) {
                    throw new IOException("the answer has more than %d bytes".formatted(length));
                }
            }
            case CHUNK_END -> next = Next.CHUNK_SIZE;
            case TRAILER -> next = lineLength == 0 ? Next.NOTHING : Next.TRAILER;
            case BODY, CHUNK, NOTHING -> throw new IllegalStateException("no line is due");
        }
    }

    private void begin(long bodyLength) {
        left = bodyLength;
        if (chunked) {
            length = 0;
            next = Next.CHUNK_SIZE;
        } else {
            next = left == 0 ? Next.NOTHING : Next.BODY;
        }
    }

    private boolean begins(String name) {
        if (lineLength < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int c = line[i];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The number between two places of the line, spaces before it ignored; it ends at anything
    /// else.
    private int number(int start, int end, int radix) throws IOException {
        int at = start;
        while (at < end && line[at] == ' ') {
            at++;
        }
        int number = 0;
        int digits = 0;
        for (; at < end; at++, digits++) {
            int digit = Character.digit(line[at], radix);
            if (digit < 0) {
                break;
            }
            number = number * radix + digit;
            if (number > BODY_BYTES_MAX) {
                throw new IOException("the answer is too long: " + text());
            }
        }
        if (digits == 0) {
            throw new IOException("no number: " + text());
        }
        return number;
    }

    private String text() {
        return new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
    }
}
