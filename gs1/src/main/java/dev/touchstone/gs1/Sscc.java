// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// A Serial Shipping Container Code, the number of one logistic unit.
///
/// GS1 General Specifications, AI 00.
///
/// @param digits 18 digits, the last a check digit
public record Sscc(String digits) {
    /// Checks length and characters, check digit included.
    ///
    /// @throws Gs1Exception saying what is wrong
    public Sscc {
        AiTable.require("00", 0).check(digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
