// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

/// What a library did with one case.
sealed interface Outcome {
    /// It took the case, and what came out is right as far as the vector says.
    record Accepted() implements Outcome {}

    /// It refused the case.
    record Refused(String reason) implements Outcome {}

    /// It took the case, but what came out is not what the vector says.
    record Differs(String how) implements Outcome {}

    /// Shortens: it took the case.
    Outcome ACCEPTED = new Accepted();
}
