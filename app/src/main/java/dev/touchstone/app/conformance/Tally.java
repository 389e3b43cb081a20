// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Counts the cases of one set and prints those that failed or were left out.
///
/// Confined to one thread.
final class Tally {
    private static final int REASON_CHARS_MAX = 2_000;

    private final Path root;
    private final Consumer<String> lines;
    private int passed;
    private int failed;
    private int skipped;

    /// One case: what the library does with it.
    @FunctionalInterface
    interface Case {
        Outcome run() throws IOException;
    }

    Tally(Path root, Consumer<String> lines) {
        this.root = root;
        this.lines = lines;
    }

    /// Runs a file as one case, refused or accepted as its path says.
    void check(Path file, Case body) {
        check(Vectors.name(root, file), Vectors.mustBeRefused(root, file), body);
    }

    /// Runs one case.
    ///
    /// A case that breaks its library is a failed case, not the end of the run: that is what the
    /// run is there to find.
    void check(String name, boolean mustBeRefused, Case body) {
        Outcome outcome;
        try {
            outcome = body.run();
        } catch (IOException e) {
            fail(name, "cannot be read: " + e);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            fail(name, "broke the library: " + e);
            return;
        }
        switch (outcome) {
            case Outcome.Accepted() when mustBeRefused -> fail(name, "was accepted");
            case Outcome.Refused(String reason) when !mustBeRefused ->
                    fail(name, "was refused: " + reason);
            case Outcome.Differs(String how) -> fail(name, how);
            case Outcome.Accepted _, Outcome.Refused _ -> passed++;
        }
    }

    /// Counts a case that failed.
    void fail(String name, String reason) {
        failed++;
        lines.accept("failed " + name + ": " + shorten(reason));
    }

    /// Counts cases that were not run.
    void skip(int cases, String what, String reason) {
        skipped += cases;
        lines.accept("skipped " + what + ": " + shorten(reason));
    }

    int failed() {
        return failed;
    }

    int cases() {
        return passed + failed + skipped;
    }

    @Override
    public String toString() {
        return "passed %d failed %d skipped %d".formatted(passed, failed, skipped);
    }

    private static String shorten(String reason) {
        String line = reason.replaceAll("\\R", " | ");
        return line.length() <= REASON_CHARS_MAX ? line : line.substring(0, REASON_CHARS_MAX);
    }
}
