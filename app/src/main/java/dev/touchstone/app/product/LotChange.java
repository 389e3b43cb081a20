// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import java.time.Instant;
import java.util.UUID;

/// One step of a lot's history. Immutable.
public record LotChange(Instant at, LotState state, String reason, UUID statement) {}
