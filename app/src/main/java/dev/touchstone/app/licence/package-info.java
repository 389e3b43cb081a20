// SPDX-License-Identifier: Apache-2.0
/// Licences to use a mark: which mark, on which products, how many codes, until when.
///
/// Invariants: codes are ordered under a licence that is granted, runs, names the product and has
/// enough left; who applies never decides; a suspended licence stops new codes and makes existing
/// ones say so, and calls none of them a fake; whatever happens to a licence is in the public log.
///
/// Tables owned: `licence`, `licence_product`, `licence_step`.
@NullMarked
package dev.touchstone.app.licence;

import org.jspecify.annotations.NullMarked;
