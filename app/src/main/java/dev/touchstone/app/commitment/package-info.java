// SPDX-License-Identifier: Apache-2.0
/// What the signatories report on each commitment of the text they signed.
///
/// Invariants: only an enterprise whose signature stands on the roll reports, and only its owner
/// publishes; what was published is never changed, a correction adds a version; a published
/// version is an open statement; a commitment without a report is told with the day it is due,
/// and nothing is counted into a score or an order; evidence is linked to and never fetched.
///
/// Tables owned: `commitment_plan`, `commitment_draft`, `commitment_report`,
/// `commitment_version`, `commitment_reminder`, `commitment_letters`. View published:
/// `facts_commitment`. Reads the views `facts_pledge`, `facts_lot`, `facts_product` and
/// `facts_consumer_report`.
@NullMarked
package dev.touchstone.app.commitment;

import org.jspecify.annotations.NullMarked;
