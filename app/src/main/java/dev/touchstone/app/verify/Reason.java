// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

/// Why a verdict is what it is: stable words for programs; people read a sentence.
public enum Reason {
    /// The code was not made here for this product.
    INVALID_TAG,
    /// No such code was issued here.
    NOT_ISSUED,
    /// Issued, and not yet on any item.
    NOT_ACTIVATED,
    /// On an item of a lot, or in a container, that is on hold.
    ON_HOLD,
    /// Counted for the first time, or not counted yet.
    OK_FIRST,
    /// Checked before.
    OK_REPEAT,
    /// Checked so often that it may have been copied.
    SUSPECT_COPY,
    /// Made void by the one who ordered it, or in a container that was withdrawn.
    WITHDRAWN,
    /// On an item of a lot that is recalled.
    RECALLED,
    /// Past the last good day of its lot.
    EXPIRED,
    /// Was sold to a consumer before.
    SOLD,
    /// Made with a key that is revoked, so others may have made it.
    REVOKED_KEY,
    /// Was put on another lot than the link says.
    WRONG_PRODUCT,
    /// The licence to use the mark is suspended.
    LICENCE_SUSPENDED
}
