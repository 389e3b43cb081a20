// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// The refusal of a document or event; whatever was given to the sink before is to be dropped.
public final class EpcisRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient EpcisProblem problem;

    EpcisRefused(EpcisProblem problem) {
        super(
                problem.rule()
                        + " at "
                        + (problem.pointer().isEmpty() ? "the document" : problem.pointer())
                        + ": "
                        + problem.message());
        this.problem = problem;
    }

    EpcisRefused(EpcisProblem.Rule rule, String pointer, String value, String message) {
        this(new EpcisProblem(pointer, rule, value, message));
    }

    /// What is wrong, where, and by which rule.
    public EpcisProblem problem() {
        return problem;
    }
}
