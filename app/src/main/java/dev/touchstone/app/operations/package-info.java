// SPDX-License-Identifier: Apache-2.0
/// What operators and programmers look at: health, metrics, the description of the API.
///
/// Invariants: nothing here changes anything, and nothing here shows what belongs to somebody.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.operations;

import org.jspecify.annotations.NullMarked;
