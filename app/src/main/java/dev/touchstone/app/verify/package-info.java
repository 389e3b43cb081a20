// SPDX-License-Identifier: Apache-2.0
/// What a scan shows: the GS1 Digital Link of an item leads to a verdict, composed from the
/// slices below, and to the item's life.
///
/// Invariants: reading a page never counts as a check; a forged code is refused without the
/// database; no verdict says "genuine" of an open code, and none calls an unknown code a fake.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.verify;

import org.jspecify.annotations.NullMarked;
