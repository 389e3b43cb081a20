// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import tools.jackson.databind.JsonNode;

/// A rule on one JSON value.
@FunctionalInterface
interface Check {
    /// Lets a value pass that keeps the rule.
    ///
    /// @throws EpcisRefused when `node` breaks the rule
    void check(JsonNode node, Pointer at, Walk walk);
}
