// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// What a campaign expects of its signatories' reports. Immutable.
///
/// @param dueOn the last day in time, in Chinese standard time
/// @param parts reports are due on the commitments of the first so many parts of the text
/// @param statement what the log holds of the decision; none while nobody decided otherwise
public record CommitmentPlan(LocalDate dueOn, int parts, Optional<UUID> statement) {}
