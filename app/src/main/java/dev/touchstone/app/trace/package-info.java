// SPDX-License-Identifier: Apache-2.0
/// What happened to things: EPCIS 2.0 capture and query, and the life of one item.
///
/// Invariants: a document is stored whole or not at all; an event is kept exactly as it came and
/// belongs to the enterprise that captured it; the same event captured again is one event; each
/// capture is one statement in the public log, with a tree hash over its events.
///
/// Tables owned: `trace_capture`, `trace_event`, `trace_item`.
@NullMarked
package dev.touchstone.app.trace;

import org.jspecify.annotations.NullMarked;
