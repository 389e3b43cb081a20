// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.util.List;
import java.util.Optional;

/// What the roll shows of what is known. Pure.
final class RollRules {
    private RollRules() {}

    static RollFilter anyProvince(RollFilter filter) {
        return new RollFilter(
                filter.year(),
                Optional.empty(),
                filter.industry(),
                filter.category(),
                filter.state(),
                filter.text());
    }

    static RollFilter anyIndustry(RollFilter filter) {
        return new RollFilter(
                filter.year(),
                filter.province(),
                Optional.empty(),
                filter.category(),
                filter.state(),
                filter.text());
    }

    /// What happened before a signature was published is not public.
    static List<Pledge.Step> shown(List<Pledge.Step> history) {
        return history.stream().filter(step -> RollFilter.STATES.contains(step.state())).toList();
    }
}
