// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import java.time.Instant;

/// How often an item was checked, as far as is durable. Immutable.
///
/// @param count checks that count: one for each device within 30 minutes
/// @param sent all checks that were sent
/// @param firstAt when the first of them came
/// @param added whether the check that asks was counted, rather than repeated by one device
public record Counted(long count, long sent, Instant firstAt, boolean added) {}
