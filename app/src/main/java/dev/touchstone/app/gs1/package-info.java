// SPDX-License-Identifier: Apache-2.0
/// Commands for people who work with GS1 texts: what stands in a symbol or link, how to write it,
/// and what is wrong with it. Start at `Gs1Command`. Invariants: nothing is stored, no address is
/// opened; every refusal names identifier, position and rule, in Chinese or English.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.gs1;

import org.jspecify.annotations.NullMarked;
