// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/// Some codes of an order, as runs of indexes from 1: ascending, apart from each other, at least
/// one. Immutable.
///
/// @param runs the runs, by index
public record CodeRuns(List<Run> runs) {
    /// Codes that stand one after the other.
    ///
    /// @param first index of the first
    /// @param last index of the last
    public record Run(int first, int last) {
        public Run {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("no run of codes: " + first + " to " + last);
            }
        }
    }

    public CodeRuns {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no codes");
        }
        for (int i = 1; i < runs.size(); i++) {
            if (runs.get(i).first() <= runs.get(i - 1).last() + 1) {
                throw new IllegalArgumentException("runs that meet or are out of order");
            }
        }
    }

    /// A range.
    public static CodeRuns range(int first, int last) {
        return new CodeRuns(List.of(new Run(first, last)));
    }

    /// Single codes, in any order; one that is named twice counts once.
    public static CodeRuns of(int... indexes) {
        int[] sorted = Arrays.stream(indexes).sorted().distinct().toArray();
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[i - 1] + 1) {
                runs.add(new Run(sorted[first], sorted[i - 1]));
                first = i;
            }
        }
        return new CodeRuns(runs);
    }

    /// How many codes.
    public int count() {
        return runs.stream().mapToInt(run -> run.last() - run.first() + 1).sum();
    }

    /// The first index of all.
    public int first() {
        return runs.getFirst().first();
    }

    /// The last index of all.
    public int last() {
        return runs.getLast().last();
    }

    /// First and last index of each run, one after the other.
    int[] ends() {
        return runs.stream().flatMapToInt(r -> Arrays.stream(ends(r))).toArray();
    }

    private static int[] ends(Run run) {
        return new int[] {run.first(), run.last()};
    }

    /// The same read again.
    static CodeRuns ofEnds(Integer... ends) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < ends.length; i += 2) {
            runs.add(new Run(ends[i], ends[i + 1]));
        }
        return new CodeRuns(runs);
    }

    /// The codes by chunk, each counted from the chunk's first code.
    TreeMap<Integer, BitSet> chunks() {
        TreeMap<Integer, BitSet> chunks = new TreeMap<>();
        for (Run run : runs) {
            int next = run.first() - 1;
            while (next < run.last()) {
                int chunk = next / CodeSet.CHUNK;
                int start = chunk * CodeSet.CHUNK;
                int end = Math.min(run.last(), start + CodeSet.CHUNK);
                chunks.computeIfAbsent(chunk, c -> new BitSet()).set(next - start, end - start);
                next = end;
            }
        }
        return chunks;
    }
}
