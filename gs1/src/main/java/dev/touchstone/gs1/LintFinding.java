// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// What a linter objects to.
///
/// @param error the rule that was broken
/// @param position the index, from 0, of the first character concerned
/// @param length how many characters are concerned; 0 when something is missing
public record LintFinding(LintError error, int position, int length) {
    /// The text with the characters concerned between two asterisks.
    public String highlight(String text) {
        int from = Math.clamp(position, 0, text.length());
        int to = Math.clamp((long) from + length, from, text.length());
        return text.substring(0, from) + "*" + text.substring(from, to) + "*" + text.substring(to);
    }
}
