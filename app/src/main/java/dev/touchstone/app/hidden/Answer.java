// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.hidden;

import java.time.Instant;

/// What somebody is answered who typed a hidden code. Immutable.
public sealed interface Answer {
    /// Right, for the first time.
    record First(Instant at) implements Answer {}

    /// Right, and not for the first time.
    ///
    /// @param count how often it was right, this time counted
    /// @param firstAt when it first was
    record Again(long count, Instant firstAt) implements Answer {}

    /// Wrong.
    ///
    /// @param left how many more tries there are
    record Wrong(int left) implements Answer {}

    /// Not looked at: there were too many wrong tries, this one or earlier ones.
    record Locked(Instant since) implements Answer {}
}
