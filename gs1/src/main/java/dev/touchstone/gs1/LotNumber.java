// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// A batch or lot number, unique below its GTIN.
///
/// GS1 General Specifications, AI 10.
///
/// @param text 1 to 20 characters of GS1 AI encodable character set 82
public record LotNumber(String text) {
    /// Checks length and characters.
    ///
    /// @throws Gs1Exception saying what is wrong
    public LotNumber {
        AiTable.require("10", 0).check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
