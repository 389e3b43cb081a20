// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

/// The database cannot be reached or started; the message is one line an operator can act on.
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Says what was tried, what went wrong and what to do.
    ///
    /// @param message one line
    public DatabaseUnavailable(String message) {
        super(message);
    }

    /// Says what was tried, what went wrong and what to do, and keeps what caused it.
    ///
    /// @param message one line
    /// @param cause what was thrown
    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
