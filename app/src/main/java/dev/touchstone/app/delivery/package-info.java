// SPDX-License-Identifier: Apache-2.0
/// How the codes of an order leave the house: as an encrypted archive behind a link that works
/// once, or as a list for somebody who is signed in; and the log of who fetched what.
///
/// Invariants: an archive's link works once, for three days at most; the password is shown once,
/// kept sealed until the archive is fetched, and travels apart from the link; nothing is fetched
/// that the log does not name.
///
/// Tables owned: `delivery`.
@NullMarked
package dev.touchstone.app.delivery;

import org.jspecify.annotations.NullMarked;
