// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// An event as it came. Immutable.
///
/// @param json the event's JSON
/// @param namespaces the prefixes its document declared
record StoredEvent(
        UUID id, UUID enterprise, Instant eventTime, String json, Map<String, String> namespaces) {}
