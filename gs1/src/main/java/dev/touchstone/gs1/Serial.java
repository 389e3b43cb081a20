// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// The serial number of one item, unique below its GTIN.
///
/// GS1 General Specifications, AI 21.
///
/// @param text 1 to 20 characters of GS1 AI encodable character set 82
public record Serial(String text) {
    /// Checks length and characters.
    ///
    /// @throws Gs1Exception saying what is wrong
    public Serial {
        AiTable.require("21", 0).check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
