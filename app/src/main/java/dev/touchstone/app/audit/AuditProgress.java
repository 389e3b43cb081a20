// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// How far a long audit is: one line that is rewritten on a terminal, else a line every 5 seconds.
/// For one thread.
public final class AuditProgress implements LongConsumer {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final long entries;
    private final boolean terminal;
    private final LongSupplier nanos;
    private long saidNanos;
    private boolean lineOpen;

    AuditProgress(PrintWriter err, long entries, boolean terminal, LongSupplier nanos) {
        this.err = err;
        this.entries = entries;
        this.terminal = terminal;
        this.nanos = nanos;
        this.saidNanos = nanos.getAsLong();
    }

    /// Told where to say it, and how many entries there are.
    public static AuditProgress of(PrintWriter err, long entries) {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new AuditProgress(err, entries, terminal, System::nanoTime);
    }

    @Override
    public void accept(long done) {
        long now = nanos.getAsLong();
        if (now - saidNanos < (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        saidNanos = now;
        String text = "%,d of %,d entries".formatted(done, entries);
        if (terminal) {
            err.print("\r" + text);
            lineOpen = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    /// Ends the line, so that what follows stands on its own.
    public void end() {
        if (lineOpen) {
            err.println();
            err.flush();
            lineOpen = false;
        }
    }
}
