// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import java.time.Instant;

/// What an enterprise is writing about a commitment; nobody else sees it. Immutable.
public record Draft(Said said, Instant savedAt) {}
