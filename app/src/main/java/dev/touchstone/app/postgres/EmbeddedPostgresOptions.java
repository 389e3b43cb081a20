// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a caller inside this package may vary. None of it can be reached from the configuration:
/// an operator cannot turn durability off.
///
/// @param programs folder for the unpacked binaries; absent means inside the data folder
/// @param durable false only in tests: commits then do not wait for the disk
/// @param startMax how long a start may take, crash recovery included
/// @param stopMax how long an orderly stop may take before the server is stopped at once
record EmbeddedPostgresOptions(
        Optional<Path> programs, boolean durable, Duration startMax, Duration stopMax) {

    static EmbeddedPostgresOptions production() {
        return new EmbeddedPostgresOptions(
                Optional.empty(), true, Duration.ofMinutes(3), Duration.ofSeconds(30));
    }

    EmbeddedPostgresOptions withPrograms(Path folder) {
        return new EmbeddedPostgresOptions(Optional.of(folder), durable, startMax, stopMax);
    }

    EmbeddedPostgresOptions withoutDurability() {
        return new EmbeddedPostgresOptions(programs, false, startMax, stopMax);
    }
}
