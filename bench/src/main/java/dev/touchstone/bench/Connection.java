// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One kept-alive HTTP/1.1 connection that waits for each answer. Not thread-safe.
final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

    private final Socket socket;
    private final InputStream in;
    private final AnswerReader reader = new AnswerReader();

    /// What was received and not yet read.
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

    Connection(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) ANSWER_MAX.toMillis());
        in = socket.getInputStream();
    }

    /// Sends a whole request and reads the whole answer.
    AnswerReader.Answer ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        while (!reader.read(received)) {
            int count = in.read(received.array());
            if (count < 0) {
                throw new IOException("the answer ends in the middle");
            }
            received.position(0).limit(count);
        }
        return reader.answer();
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
