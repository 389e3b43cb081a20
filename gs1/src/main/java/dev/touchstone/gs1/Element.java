// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// An application identifier with its value, which has the shape the identifier asks for.
///
/// @param ai the application identifier, 2 to 4 digits
/// @param value the value, unescaped
public record Element(String ai, String value) {
    /// Checks the value.
    ///
    /// @throws Gs1Exception when the identifier is unknown or the value does not fit it
    public Element {
        AiTable.require(ai, 0).check(value);
    }
}
