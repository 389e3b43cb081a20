// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A published report on one commitment of a pledge. Immutable.
///
/// @param id stays whatever is corrected
/// @param versions latest first, at least one
public record CommitmentReport(
        UUID id, UUID pledge, UUID enterprise, Place place, List<Version> versions) {
    /// The most versions of a report.
    public static final int VERSIONS_MAX = 20;

    /// What was published once.
    ///
    /// @param number from 1
    /// @param statement what the public log holds of it
    public record Version(int number, Said said, Instant at, UUID statement) {}

    public CommitmentReport {
        versions = List.copyOf(versions);
    }

    /// The version in force.
    public Version current() {
        return versions.getFirst();
    }

    /// The versions that were corrected, latest first.
    public List<Version> older() {
        return versions.subList(1, versions.size());
    }

    /// What statements about a report have as their subject.
    public static String subject(UUID id) {
        return "commitment:" + id;
    }
}
