// SPDX-License-Identifier: Apache-2.0
/// Certificates of announcement: that an enterprise signed a campaign's pledge, and nothing else.
///
/// Invariants: a certificate exists only for a pledge that was published; numbers of a year have
/// no gaps; a credential is kept as it was signed and never signed again; the page, the status
/// lists and the row always agree, since both are made from the row; a pledge that leaves the roll
/// takes its certificate with it, in the same transaction; a certificate is printed once and its
/// PDF kept byte for byte; nothing is deleted.
///
/// Tables owned: `certificate`, `certificate_counter`, `certificate_history`, `certificate_pdf`,
/// `certificate_batch`, `certificate_batch_failure`. View published: `facts_certificate`.
@NullMarked
package dev.touchstone.app.certificate;

import org.jspecify.annotations.NullMarked;
