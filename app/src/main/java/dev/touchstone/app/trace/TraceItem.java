// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import java.time.Instant;
import java.util.UUID;

/// That an event touches a thing. Immutable.
///
/// @param role the part the thing has in it
/// @param action what the event did; empty when its type has none
/// @param parent for a child, what it is put into or taken out of; may be empty
record TraceItem(
        String item,
        Instant eventTime,
        UUID event,
        String role,
        UUID enterprise,
        String action,
        String parent) {}
