// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads tiles before they are asked for, when the order of asking is known.
///
/// At most `window` files are under way or waiting to be taken, so memory is bounded by their
/// sizes whatever the size of the log. What goes wrong with a file is thrown when that file is
/// asked for, never earlier. Tiles that are not next in the plan are read at once, past the
/// window.
///
/// For one asking thread; the source is read from several and must allow that.
final class ReadAhead implements TileReader, AutoCloseable {
    private final TileReader source;
    private final Iterator<TilePath> plan;
    private final int window;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Ahead(TilePath path, Future<Optional<byte[]>> bytes) {}

    /// Reads ahead along a plan.
    ///
    /// @param window how many files at most, 1 or more
    ReadAhead(TileReader source, Iterator<TilePath> plan, int window) {
        this.source = source;
        this.plan = plan;
        this.window = window;
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        fill();
        Ahead next = ahead.peek();
        if (next == null || !next.path.equals(path)) {
            return source.read(path);
        }
        try {
            return next.bytes.get();
        } catch (ExecutionException e) {
            return rethrow(next.bytes.exceptionNow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("reading %s was interrupted".formatted(path), e);
        } finally {
            ahead.remove();
        }
    }

    private void fill() {
        while (ahead.size() < window && plan.hasNext()) {
            TilePath path = plan.next();
            ahead.add(new Ahead(path, threads.submit(() -> source.read(path))));
        }
    }

    private static Optional<byte[]> rethrow(Throwable cause) {
        switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a tile reader threw", cause);
        }
    }

    /// Gives up what is under way.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
