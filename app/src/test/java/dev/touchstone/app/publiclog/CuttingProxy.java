// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/// Stands between a program and its PostgreSQL and breaks one chosen request: before the server
/// gets it, or after the server has done it and before the program hears of it.
///
/// A request is what the program sends up to a Sync or Query message, after which it waits for
/// the answer (PostgreSQL documentation, Frontend/Backend Protocol, Message Flow). Thread-safe.
final class CuttingProxy implements AutoCloseable {
    /// What becomes of the request where the connection breaks.
    enum Way {
        /// The server never gets it.
        LOST,
        /// The server does it, the answer is lost.
        DONE_BUT_UNHEARD
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket listener;
    private final int serverPort;

    /// Guarded by this: requests until the cut; 0 for none.
    private int remaining;

    private Way way = Way.LOST;
    private int requests;

    /// One connection of the program and its other half to the server.
    private final class Pair {
        final Socket program;
        final Socket server;

        /// Opened when the answer to the request to be broken is complete.
        volatile CountDownLatch unheard = new CountDownLatch(0);

        Pair(Socket program) throws IOException {
            this.program = program;
            this.server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            program.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void close() {
            unheard.countDown();
            try {
                program.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Breaks the connection at a request from now on, counted from 1.
    synchronized void cutAt(int request, Way how) {
        remaining = request;
        way = how;
        requests = 0;
    }

    /// Takes the order back.
    ///
    /// @return whether the cut was made
    synchronized boolean disarm() {
        boolean made = remaining == 0;
        remaining = 0;
        return made;
    }

    /// How many requests came since [#cutAt].
    synchronized int requests() {
        return requests;
    }

    private synchronized boolean cutsHere() {
        requests++;
        return remaining > 0 && --remaining == 0;
    }

    private void accept() {
        while (true) {
            Socket program;
            try {
                program = listener.accept();
            } catch (IOException closed) {
                return;
            }
            try {
                Pair pair = new Pair(program);
                Thread.ofVirtual().start(() -> copy(pair, true));
                Thread.ofVirtual().start(() -> copy(pair, false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void copy(Pair pair, boolean fromProgram) {
        try {
            if (fromProgram) {
                requests(pair);
            } else {
                answers(pair);
            }
        } catch (IOException ended) {
            // One of the three went away, so the other two are told.
        } finally {
            pair.close();
        }
    }

    private void requests(Pair pair) throws IOException {
        var in = new DataInputStream(pair.program.getInputStream());
        OutputStream out = pair.server.getOutputStream();
        // The start-up message has no type.
        int length = in.readInt();
        write(out, -1, length, in.readNBytes(length - Integer.BYTES));
        var request = new ByteArrayOutputStream();
        while (true) {
            int type = in.readUnsignedByte();
            length = in.readInt();
            write(request, type, length, in.readNBytes(length - Integer.BYTES));
            boolean ends = type == 'S' || type == 'Q';
            boolean cut = ends && cutsHere();
            if (cut && way == Way.LOST) {
                return;
            }
            if (cut) {
                pair.unheard = new CountDownLatch(1);
            }
            // An Execute without its Sync is executed too, so a request goes out whole.
            if (ends || type == 'p' || type == 'X') {
                request.writeTo(out);
                request.reset();
            }
            if (cut) {
                awaitAnswer(pair.unheard);
                return;
            }
        }
    }

    private static void awaitAnswer(CountDownLatch answer) throws IOException {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void write(OutputStream out, int type, int length, byte[] body)
            throws IOException {
        byte[] message = new byte[(type < 0 ? 0 : 1) + Integer.BYTES + body.length];
        var buffer = ByteBuffer.wrap(message);
        if (type >= 0) {
            buffer.put((byte) type);
        }
        buffer.putInt(length).put(body);
        out.write(message);
    }

    private void answers(Pair pair) throws IOException {
        var in =
                new DataInputStream(
                        new BufferedInputStream(pair.server.getInputStream(), BUFFER_BYTES));
        OutputStream out = pair.program.getOutputStream();
        while (true) {
            int type = in.readUnsignedByte();
            int length = in.readInt();
            byte[] body = in.readNBytes(length - Integer.BYTES);
            if (pair.unheard.getCount() == 0) {
                write(out, type, length, body);
            } else if (type == 'Z') {
                pair.unheard.countDown();
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
