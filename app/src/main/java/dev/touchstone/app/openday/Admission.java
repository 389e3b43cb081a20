// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

/// What a ticket is worth at the gate.
public enum Admission {
    /// Let them in.
    WELCOME,
    /// They are in already.
    INSIDE,
    /// No place was free for them.
    WAITING,
    /// They gave their places back.
    GIVEN_BACK,
    /// The day was cancelled.
    DAY_CANCELLED,
    /// It is another day, or too early, or over.
    OTHER_TIME,
    /// It is a ticket for another open day.
    OTHER_VISIT
}
