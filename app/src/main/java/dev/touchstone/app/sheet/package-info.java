// SPDX-License-Identifier: Apache-2.0
/// Certificates on paper: what is announced, as a PDF that others can keep and check.
///
/// Invariants: a sheet is PDF/A-2b (ISO 19005-2); every character on it is drawn from a font
/// inside it, and a text with a character that no font of ours has is refused by naming it; the
/// same sheet gives the same bytes, since clock and chance have no part in it.
///
/// Owns no table.
@NullMarked
package dev.touchstone.app.sheet;

import org.jspecify.annotations.NullMarked;
