// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// Sends bytes as they are, so that a test can say what no HTTP client would.
final class RawHttp {
    private static final int READ_MILLIS = 30_000;
    private static final int ANSWER_BYTES_MAX = 1 << 20;

    private RawHttp() {}

    /// What came back.
    ///
    /// @param status 0 when the connection was closed without an answer
    record Answer(int status, String text) {}

    static Answer send(int port, byte[] request) throws IOException {
        return send(port, request, true);
    }

    /// @param finish whether to say that nothing more will come
    static Answer send(int port, byte[] request, boolean finish) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(READ_MILLIS);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                if (finish) {
                    socket.shutdownOutput();
                }
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[16 * 1024];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    answer.write(buffer, 0, n);
                    if (answer.size() > ANSWER_BYTES_MAX) {
                        break;
                    }
                }
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                // The server may close while we still write: what it said before counts.
                return parse(answer.toByteArray());
            }
            return parse(answer.toByteArray());
        }
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith("HTTP/1.1 ") || text.length() < 12) {
            return new Answer(0, text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text);
    }
}
