// SPDX-License-Identifier: Apache-2.0
/// Certificates of announcement: that an enterprise signed a campaign's pledge, and nothing else.
///
/// Invariants: a certificate exists only for a pledge that was published; numbers of a year have
/// no gaps; a credential is kept as it was signed and never signed again; the page, the status
/// lists and the row always agree, since both are made from the row; a pledge that leaves the roll
/// takes its certificate with it, in the same transaction; nothing is deleted.
///
/// Tables owned: `certificate`, `certificate_counter`, `certificate_history`. View published:
/// `facts_certificate`.
@NullMarked
package dev.touchstone.app.certificate;

import org.jspecify.annotations.NullMarked;
