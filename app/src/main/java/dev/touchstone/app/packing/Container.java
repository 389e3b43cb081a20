// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.usecase.Undo;
import dev.touchstone.gs1.Sscc;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A case, a pallet or whatever else carries an SSCC. Immutable.
///
/// @param enterprise who packs it
/// @param parent what it is in
/// @param level 1 when only items are in it, else one more than the highest container in it
/// @param contents items and containers directly in it
/// @param reason why it is held or withdrawn, for the enterprise; empty for one in order
/// @param changedAt when it came into its state
/// @param statement the latest statement about it in the public log
public record Container(
        Sscc sscc,
        UUID enterprise,
        Optional<Sscc> parent,
        int level,
        int contents,
        State state,
        String reason,
        Instant madeAt,
        Instant changedAt,
        UUID statement) {
    /// The most things directly in a container.
    public static final int CONTENTS_MAX = 10_000;

    /// How deep containers can be nested.
    public static final int LEVEL_MAX = 5;

    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 200;

    /// What holds for a container and all that is in it; later ones are worse.
    public enum State {
        /// Nothing against it.
        IN_ORDER,
        /// Must not be sold for now.
        HELD,
        /// Must not be sold any more.
        WITHDRAWN;

        /// The worse of two.
        State worse(State other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /// What is put into containers and taken out of them.
    public sealed interface Load {
        /// How many things.
        int count();

        /// Items.
        ///
        /// @param order whose codes they carry
        /// @param codes which
        record Items(UUID order, CodeRuns codes) implements Load {
            @Override
            public int count() {
                return codes.count();
            }
        }

        /// Containers.
        ///
        /// @param containers none twice
        record Containers(List<Sscc> containers) implements Load {
            public Containers {
                containers = List.copyOf(containers);
            }

            @Override
            public int count() {
                return containers.size();
            }
        }
    }

    /// Somebody packed, unpacked or moved something. Immutable.
    ///
    /// @param from out of what; empty when it was in nothing
    /// @param into into what; empty when it is in nothing any more
    /// @param load what; empty when that has been forgotten
    /// @param doneBy the account
    public record Change(
            UUID id,
            UUID enterprise,
            Optional<Sscc> from,
            Optional<Sscc> into,
            Optional<Load> load,
            int count,
            UUID doneBy,
            Instant doneAt,
            UUID statement,
            Optional<Instant> undoneAt) {
        /// Whether it can be taken back.
        Undo undo() {
            return new Undo(doneBy, doneAt, load.isPresent(), undoneAt);
        }

        /// The load in words, for pages.
        public boolean ofContainers() {
            return load.isPresent() && load.get() instanceof Load.Containers;
        }
    }

    /// What statements about a container have as their subject.
    public static String subject(Sscc sscc) {
        return "container:" + sscc.digits();
    }
}
