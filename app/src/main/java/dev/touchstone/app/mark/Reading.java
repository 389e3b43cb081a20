// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.util.Optional;

/// What a text says that may be a code of a product, told without the database.
public sealed interface Reading {
    /// The right code it is; empty when it is anything else.
    default Optional<Right> right() {
        return this instanceof Right right ? Optional.of(right) : Optional.empty();
    }

    /// A code made here for this product.
    record Right(MarkCode code, MarkNumber number) implements Reading {}

    /// The shape of a code, and not made here for this product.
    record WrongTag(MarkCode code) implements Reading {}

    /// Made with a key of this product that is revoked: its codes count for nothing, since others
    /// may have the key.
    ///
    /// @param reason why, as it was published
    record RevokedKey(MarkCode code, MarkNumber number, String reason) implements Reading {}

    /// Not a code of ours, whatever else it may be.
    record NoCode() implements Reading {}
}
