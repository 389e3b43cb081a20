// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

/// Measures one thing and reports its figures.
@FunctionalInterface
interface Benchmark {
    /// Runs to its end, about as long as the settings say for each figure.
    void run(Settings settings, Figures figures);
}
