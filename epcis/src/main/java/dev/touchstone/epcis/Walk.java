// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.HashMap;
import java.util.Map;

/// What one validation has seen so far: prefixes in use and identifiers counted. Confined to one
/// thread.
final class Walk {
    /// The most different prefixes one document may use or declare.
    static final int PREFIXES_MAX = 256;

    private final Limits limits;
    private final Map<String, Pointer> prefixes = new HashMap<>();
    private int epcs;

    Walk(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /// The prefixes in use, each with its first place.
    Map<String, Pointer> prefixes() {
        return prefixes;
    }

    void usesPrefix(String prefix, Pointer at) {
        prefixes.putIfAbsent(prefix, at);
        if (prefixes.size() > PREFIXES_MAX) {
            throw new EpcisRefused(
                    EpcisProblem.Rule.LIMIT,
                    at.toString(),
                    prefix,
                    "more than " + PREFIXES_MAX + " different prefixes");
        }
    }

    void countEpcs(int count, Pointer at) {
        epcs += count;
        if (epcs > limits.epcsPerEventMax()) {
            throw new EpcisRefused(
                    EpcisProblem.Rule.LIMIT,
                    at.toString(),
                    "",
                    "the event has more than " + limits.epcsPerEventMax() + " identifiers");
        }
    }
}
