// SPDX-License-Identifier: Apache-2.0
/// The codes that items carry: how a code is made from a product, a key and a place in that key's
/// sequence, and how it is told from an invented one.
///
/// Invariants: a code is checked without the database; whoever lacks the master key can neither
/// make a code nor say which come next.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.mark;

import org.jspecify.annotations.NullMarked;
