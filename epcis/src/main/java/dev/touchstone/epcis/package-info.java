// SPDX-License-Identifier: Apache-2.0
/// EPCIS 2.0 documents and events in JSON and JSON-LD: streaming read, validation, identifiers.
///
/// Start at {@link dev.touchstone.epcis.EpcisReader}. Invariants: an {@link
/// dev.touchstone.epcis.EpcisEvent} is always valid by the rules of EPCIS 2.0 and CBV 2.0; it
/// keeps its original bytes; every refusal is an {@link dev.touchstone.epcis.EpcisRefused} with
/// JSON pointer, rule and value; nothing is read without a limit. Values are immutable and so safe
/// for any thread; one reading is confined to the calling thread.
@NullMarked
package dev.touchstone.epcis;

import org.jspecify.annotations.NullMarked;
