// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The sets of public vectors that the program knows by name.
public final class Conformance {
    private static final Map<String, Optional<ConformanceSet>> SETS = sets();

    private Conformance() {}

    /// What became of a set.
    public enum Verdict {
        /// Every case that was run passed; there may have been none.
        PASSED,
        /// A case failed.
        FAILED,
        /// There is no code that the set could test.
        NOT_IMPLEMENTED
    }

    private static Map<String, Optional<ConformanceSet>> sets() {
        Map<String, Optional<ConformanceSet>> sets = new LinkedHashMap<>();
        sets.put("merkle", Optional.of(new MerkleVectors()));
        sets.put("tlog", Optional.of(new TlogVectors()));
        sets.put("epcis-documents", Optional.of(new EpcisVectors()));
        sets.put("epcis-event-hash", Optional.of(new EventHashVectors()));
        sets.put("digital-link-parse", Optional.of(new DigitalLinkVectors()));
        sets.put("gs1-lint", Optional.of(new LintVectors()));
        sets.put("linkset", Optional.of(new LinksetVectors()));
        sets.put("spc-charts", Optional.empty());
        sets.put("spc-arl", Optional.empty());
        sets.put("spc-oc", Optional.empty());
        sets.put("spc-plans", Optional.empty());
        sets.put("untp", Optional.of(new UntpVectors()));
        return sets;
    }

    /// The names of all sets, in the order they are run.
    public static List<String> names() {
        return List.copyOf(SETS.keySet());
    }

    /// Runs the cases of one set under a folder.
    ///
    /// Prints each case that failed or was left out, then one line for the set: `set NAME passed P
    /// failed F skipped S`, or `set NAME not implemented`.
    ///
    /// @throws IllegalArgumentException when no set has this name
    /// @throws IOException when the folder cannot be read
    public static Verdict run(String name, Path folder, Consumer<String> lines) throws IOException {
        Optional<ConformanceSet> set = SETS.get(name);
        if (set == null) {
            throw new IllegalArgumentException("no set has the name " + name);
        }
        if (set.isEmpty()) {
            lines.accept("set " + name + " not implemented");
            return Verdict.NOT_IMPLEMENTED;
        }
        Path root = folder.toAbsolutePath().normalize();
        Tally tally = new Tally(root, lines);
        set.get().run(root, tally);
        if (tally.cases() == 0) {
            tally.skip(1, name, "nothing of this set lies under " + folder);
        }
        lines.accept("set " + name + " " + tally);
        return tally.failed() == 0 ? Verdict.PASSED : Verdict.FAILED;
    }
}
