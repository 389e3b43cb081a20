// SPDX-License-Identifier: Apache-2.0
/// The GS1-Conformant Resolver: where Digital Links of any primary key lead, and the links that
/// enterprises keep for their own keys. Start at `Resolver` and `Links`.
///
/// Invariants: an enterprise sets links for its own keys only; a link leads to https; at each
/// place one link at most is the default; a change adds to the links there are and removes none
/// that it does not name; each change is stated in the public log; a finer link's default goes
/// before a coarser one's, and an item's own page is its default unless the enterprise said
/// otherwise for that very item.
///
/// Tables owned: `resolver_link`.
@NullMarked
package dev.touchstone.app.resolver;

import org.jspecify.annotations.NullMarked;
