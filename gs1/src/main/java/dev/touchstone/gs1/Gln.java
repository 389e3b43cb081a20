// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// A Global Location Number of a place (414) or, with the same digits, of a party (417).
///
/// GS1 General Specifications, AI 414.
///
/// @param digits 13 digits, the last a check digit
public record Gln(String digits) {
    /// Checks length and characters, check digit included.
    ///
    /// @throws Gs1Exception saying what is wrong
    public Gln {
        AiTable.require("414", 0).check(digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
