// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.Objects;

/// What was read cannot be accepted; the message says exactly why.
///
/// The family is sealed, so a caller can switch over its five members. All are unchecked: there is
/// nothing to do locally but to refuse.
@SuppressWarnings(
        "serial") // never serialised; Forked holds checkpoints, which are not Serializable
public abstract sealed class TransparencyException extends RuntimeException {
    private TransparencyException(String message) {
        super(message);
    }

    /// Returns the reason; there always is one.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// Text or bytes that do not follow their format.
    public static final class Malformed extends TransparencyException {
        /// Says what was expected and what was found.
        public Malformed(String message) {
            super(message);
        }
    }

    /// A well-formed proof or signature that does not hold.
    public static final class Unverified extends TransparencyException {
        /// Says which check failed.
        public Unverified(String message) {
            super(message);
        }
    }

    /// One file of a log contradicts the rest of it.
    public static final class Faulty extends TransparencyException {
        private final String file;

        /// Names the file, relative to the log's prefix, and what is wrong with it.
        public Faulty(String file, String reason) {
            super(file + ": " + reason);
            this.file = file;
        }

        /// Returns the path of the file at fault, for example `tile/0/000.p/3` or `checkpoint`.
        public String file() {
            return file;
        }
    }

    /// The log shrank, or shows a history that does not contain the one it showed before.
    ///
    /// Two signed checkpoints that cannot both belong to one append-only log are the evidence;
    /// keep both.
    public static final class Forked extends TransparencyException {
        private final VerifiedCheckpoint before;
        private final VerifiedCheckpoint now;

        /// Names both checkpoints and why they cannot belong to one log.
        public Forked(VerifiedCheckpoint before, VerifiedCheckpoint now, String reason) {
            super(
                    "%s: before %s, now %s"
                            .formatted(
                                    reason, before.checkpoint().head(), now.checkpoint().head()));
            this.before = before;
            this.now = now;
        }

        /// Returns the checkpoint that was accepted earlier.
        public VerifiedCheckpoint before() {
            return before;
        }

        /// Returns the checkpoint that was refused.
        public VerifiedCheckpoint now() {
            return now;
        }
    }

    /// The log could not be read: a missing file, a refused connection, a time-out.
    public static final class Unavailable extends TransparencyException {
        /// Says what was tried.
        public Unavailable(String message) {
            super(message);
        }

        /// Says what was tried and keeps the cause.
        public Unavailable(String message, Throwable cause) {
            super(message);
            initCause(cause);
        }
    }
}
