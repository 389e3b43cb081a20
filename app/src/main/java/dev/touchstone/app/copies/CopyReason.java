// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

/// What speaks for a copy. Stable words for programs; people read a sentence.
public enum CopyReason {
    /// Checked by more devices than one item is.
    MANY_DEVICES,
    /// Checked on more occasions than one item is; a family with its phones is one.
    MANY_OCCASIONS,
    /// Checked in several cities.
    SEVERAL_CITIES,
    /// Checked in several provinces.
    SEVERAL_PROVINCES,
    /// Back in a city after it had been seen in another: one item rarely goes to and fro.
    TO_AND_FRO,
    /// In two places sooner than anybody travels.
    IMPOSSIBLE_TRAVEL,
    /// Checked on several occasions within a few days.
    RAPID,
    /// Checked before the code was put on an item.
    BEFORE_ACTIVATION,
    /// Checked elsewhere after it had been sold.
    AFTER_SALE
}
