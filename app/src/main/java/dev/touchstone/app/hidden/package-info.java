// SPDX-License-Identifier: Apache-2.0
/// Hidden codes under a scratch layer: who has scratched tells by typing one that the item is the
/// one the code was printed for.
///
/// Invariants: a row only for items somebody tried; after five wrong tries nobody is answered
/// until the maker unlocks the item, however many try at once; only the first right try of an item
/// is called the first.
///
/// Tables owned: `hidden_check`.
@NullMarked
package dev.touchstone.app.hidden;

import org.jspecify.annotations.NullMarked;
