// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

/// Hands letters to the outside world. Thread-safe.
public interface Mailer {
    /// What became of a letter. `fault` is a short code without anything of the letter in it.
    sealed interface Outcome {
        /// The server has taken it.
        record Taken() implements Outcome {}

        /// The server will never take it.
        record Refused(String fault) implements Outcome {}

        /// The server takes nothing now.
        record Unreachable(String fault) implements Outcome {}
    }

    /// Hands over one letter, and waits for what the server says, less than a minute.
    Outcome send(Letter letter);
}
