// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.packing.Container.State;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Sscc;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/// Decisions about packing. Pure.
final class PackingRules {
    private PackingRules() {}

    /// @throws Refused WRONG_COUNT for too much in one request
    static void requireFew(Wanted wanted) {
        int count =
                switch (wanted) {
                    case Wanted.Items(UUID o, Chosen.Scanned(List<String> texts)) -> texts.size();
                    case Wanted.Items items -> 1;
                    case Wanted.Containers(List<Sscc> containers) -> containers.size();
                };
        if (count < 1 || count > Wanted.SCANNED_MAX) {
            throw new Refused(Code.WRONG_COUNT, 1, Wanted.SCANNED_MAX);
        }
    }

    /// @throws Refused CONTAINER_FULL with the most things that can be in one
    static void requireRoom(int contents, int more) {
        if (more > Container.CONTENTS_MAX - contents) {
            throw new Refused(Code.CONTAINER_FULL, Container.CONTENTS_MAX);
        }
    }

    /// Passes when containers may go into one.
    ///
    /// @param path the one, what it is in, and so on up
    /// @param highest the level of the highest that goes in
    /// @throws Refused PACKING_LOOP, PACKED_TOO_DEEP with the levels there can be
    static void requireNestable(List<Container> path, List<Sscc> entering, int highest) {
        if (path.stream().map(Container::sscc).anyMatch(entering::contains)) {
            throw new Refused(Code.PACKING_LOOP).at("containers");
        }
        if (path.size() + highest > Container.LEVEL_MAX) {
            throw new Refused(Code.PACKED_TOO_DEEP, Container.LEVEL_MAX).at("containers");
        }
    }

    /// What holds for something in the last of some containers: the worst of them.
    static State worst(List<Container> path) {
        return path.stream().map(Container::state).reduce(State.IN_ORDER, State::worse);
    }

    /// What is left of codes when some of them are taken out.
    ///
    /// @throws Refused NOT_PACKED_THERE with the index of the first that is not among them
    static BitSet without(BitSet codes, CodeRuns taken) {
        BitSet left = (BitSet) codes.clone();
        for (CodeRuns.Run run : taken.runs()) {
            int missing = codes.nextClearBit(run.first());
            if (missing <= run.last()) {
                throw new Refused(Code.NOT_PACKED_THERE, missing);
            }
            left.clear(run.first(), run.last() + 1);
        }
        return left;
    }

    /// What a container becomes.
    ///
    /// @throws Refused WRONG_STATE with the state it is in
    static void requireAllowed(State from, State to) {
        boolean allowed =
                switch (to) {
                    case IN_ORDER -> from == State.HELD;
                    case HELD -> from == State.IN_ORDER;
                    case WITHDRAWN -> from != State.WITHDRAWN;
                };
        if (!allowed) {
            throw new Refused(Code.WRONG_STATE, from);
        }
    }
}
