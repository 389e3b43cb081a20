// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One kept-alive HTTP/1.1 connection that does as little as it can, so that the time of an answer
/// is the server's. Not thread-safe.
final class Connection implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /// What was received: read up to `from`, filled up to `to`.
    private final byte[] received = new byte[BUFFER_BYTES];

    private int from;
    private int to;

    Connection(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) ANSWER_MAX.toMillis());
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// An answer.
    ///
    /// @param status the HTTP status
    /// @param length bytes of its body, which is not kept
    record Answer(int status, long length) {}

    /// Sends a whole request and reads the whole answer.
    Answer ask(byte[] request) throws IOException {
        out.write(request);
        int end = line();
        int status = end - from >= STATUS_END ? number(from + STATUS_AT, from + STATUS_END, 10) : 0;
        if (status < 100 || status > 999) {
            throw new IOException("not an HTTP answer: " + text(from, end));
        }
        from = end + 1;
        long length = 0;
        boolean chunked = false;
        for (end = line(); !isEmpty(end); end = line()) {
            if (begins("content-length:", end)) {
                length = number(from + 15, end, 10);
            } else if (begins("transfer-encoding: chunked", end)) {
                chunked = true;
            }
            from = end + 1;
        }
        from = end + 1;
        if (chunked) {
            length = chunks();
        } else {
            skip(length);
        }
        return new Answer(status, length);
    }

    private long chunks() throws IOException {
        long all = 0;
        while (true) {
            int end = line();
            int length = number(from, end, 16);
            from = end + 1;
            skip(length);
            all += length;
            end = line();
            while (length == 0 && !isEmpty(end)) {
                // A trailer, of no interest.
                from = end + 1;
                end = line();
            }
            from = end + 1;
            if (length == 0) {
                return all;
            }
        }
    }

    private void skip(long length) throws IOException {
        if (length > BODY_BYTES_MAX) {
            throw new IOException("the answer has %d bytes".formatted(length));
        }
        long left = length;
        while (left > to - from) {
            left -= to - from;
            from = 0;
            to = 0;
            fill();
        }
        from += (int) left;
    }

    /// Where the line that begins at `from` ends: the place of its line feed.
    private int line() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (received[at] == '\n') {
                    return at;
                }
            }
            if (from > 0) {
                System.arraycopy(received, from, received, 0, to - from);
                at -= from;
                to -= from;
                from = 0;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        int count = to < received.length ? in.read(received, to, received.length - to) : -1;
        if (count < 0) {
            throw new IOException("the answer ends in the middle, or its head is too long");
        }
        to += count;
    }

    private boolean isEmpty(int end) {
        return end == from || (end == from + 1 && received[from] == '\r');
    }

    private boolean begins(String name, int end) {
        if (end - from < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int c = received[from + i];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The number between two places, spaces around it ignored; it ends at anything else.
    private int number(int start, int end, int radix) throws IOException {
        int at = start;
        while (at < end && received[at] == ' ') {
            at++;
        }
        int number = 0;
        int digits = 0;
        for (; at < end; at++, digits++) {
            int digit = Character.digit(received[at], radix);
            if (digit < 0 || number > BODY_BYTES_MAX) {
                break;
            }
            number = number * radix + digit;
        }
        if (digits == 0) {
            throw new IOException("no number: " + text(start, end));
        }
        return number;
    }

    private String text(int start, int end) {
        return new String(received, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// The bytes of a request.
    static byte[] request(String head, byte[] body) {
        byte[] start = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
