// SPDX-License-Identifier: Apache-2.0
/// Consumers' reports, and the maker's right of reply.
///
/// Invariants: anybody may report without an account; an anonymous report is worked on and never
/// published; a contact is kept encrypted, seen by triage only, and dropped 180 days after the
/// report was closed; each report and each answer is a sealed statement in the public log, without
/// personal data.
///
/// Tables owned: `consumer_report`, `consumer_clock`, and until the next release
/// `consumer_calendar`, which became the one of `workday`.
@NullMarked
package dev.touchstone.app.consumer;

import org.jspecify.annotations.NullMarked;
