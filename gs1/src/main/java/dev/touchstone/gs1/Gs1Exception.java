// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// The refusal of a GS1 identifier or URI: which application identifier, where, and by which rule.
///
/// The message repeats at most {@value #EXCERPT_CHARS_MAX} characters of the refused text and
/// escapes what is not printable ASCII, so that it can be shown and logged as it is.
public final class Gs1Exception extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// The longest part of a refused text that a message repeats, in characters.
    public static final int EXCERPT_CHARS_MAX = 80;

    /// The rule that was broken.
    public enum Rule {
        /// Too short or too long.
        LENGTH,
        /// A character outside the set allowed here.
        CHARACTER,
        /// The GS1 check digit does not fit the other digits.
        CHECK_DIGIT,
        /// The parts do not add up to a value of this kind.
        STRUCTURE,
        /// No application identifier of this number, or not one allowed at this place.
        UNKNOWN_AI,
        /// A key qualifier stands in the wrong order or at the wrong key.
        ORDER,
        /// An application identifier is given twice.
        DUPLICATE,
        /// Something that must stand beside an application identifier is missing.
        REQUIRED,
        /// Two application identifiers may not stand beside each other.
        EXCLUDED,
        /// The text is no URI, or its percent encoding is broken.
        ENCODING
    }

    private final String ai;
    private final int position;
    private final Rule rule;

    Gs1Exception(String ai, int position, Rule rule, String message) {
        super(message);
        this.ai = ai;
        this.position = position;
        this.rule = rule;
    }

    /// The application identifier concerned, or the empty text when none is.
    public String ai() {
        return ai;
    }

    /// The index, from 0, of the first wrong character in the value or URI that was read.
    public int position() {
        return position;
    }

    /// The rule that was broken.
    public Rule rule() {
        return rule;
    }

    /// Shortens and escapes `text` for a message.
    static String excerpt(CharSequence text) {
        StringBuilder out = new StringBuilder("'");
        int shown = Math.min(text.length(), EXCERPT_CHARS_MAX);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        out.append(text.length() > shown ? "...'" : "'");
        return out.toString();
    }
}
