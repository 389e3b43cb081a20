// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// One kept-alive HTTP/1.1 connection that does as little as it can, so that the time of an answer
/// is the server's. Not thread-safe.
final class Connection implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
    private static final int LINE_CHARS_MAX = 16 * 1024;
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) ANSWER_MAX.toMillis());
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
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
        out.flush();
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[1].matches("[0-9]{3}")) {
            throw new IOException("not an HTTP answer: " + String.join(" ", status));
        }
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        if (chunked) {
            length = chunks();
        } else {
            skip(length);
        }
        return new Answer(Integer.parseInt(status[1]), length);
    }

    private long chunks() throws IOException {
        long all = 0;
        while (true) {
            int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            skip(length);
            all += length;
            if (length > 0) {
                line();
            } else {
                while (!line().isEmpty()) {
                    // A trailer, of no interest.
                }
                return all;
            }
        }
    }

    private void skip(long length) throws IOException {
        if (length > BODY_BYTES_MAX) {
            throw new IOException("the answer has %d bytes".formatted(length));
        }
        in.skipNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0 || line.length() > LINE_CHARS_MAX) {
                throw new IOException("the answer ends in its head");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
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
