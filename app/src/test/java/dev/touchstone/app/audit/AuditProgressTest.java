// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AuditProgressTest {
    private final StringWriter said = new StringWriter();
    private final AtomicLong nanos = new AtomicLong(-5);

    private AuditProgress progress(boolean terminal) {
        return new AuditProgress(new PrintWriter(said), 1_000, terminal, nanos::get);
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void saysALineEveryFiveSecondsElsewhere() {
        AuditProgress progress = progress(false);
        pass(4_999);
        progress.accept(256);
        assertThat(said.toString()).isEmpty();
        pass(1);
        progress.accept(512);
        progress.accept(768);
        progress.end();
        assertThat(said.toString().lines()).singleElement().asString().startsWith("512 of 1");
    }

    @Test
    void rewritesOneLineOnATerminal() {
        AuditProgress progress = progress(true);
        pass(200);
        progress.accept(256);
        pass(200);
        progress.accept(512);
        progress.end();
        progress.end();
        assertThat(said.toString()).startsWith("\r256 of 1").contains("\r512 of 1");
        assertThat(said.toString().chars().filter(c -> c == '\n')).hasSize(1);
    }
}
