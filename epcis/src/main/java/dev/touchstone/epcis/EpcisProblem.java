// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// What is wrong with a document, where, and by which rule.
///
/// @param pointer JSON pointer (RFC 6901) to the value, or to where a missing one is due
/// @param rule the rule that was broken
/// @param value the offending value, at most {@value #VALUE_CHARS_MAX} characters of it; may be
///     empty
/// @param message one sentence in English, for developers
public record EpcisProblem(String pointer, Rule rule, String value, String message) {
    /// The most characters of an offending value that are repeated.
    public static final int VALUE_CHARS_MAX = 200;

    private static final int POINTER_CHARS_MAX = 2_000;

    /// The rules a document can break.
    public enum Rule {
        /// Not JSON (RFC 8259).
        SYNTAX,
        /// Not UTF-8.
        ENCODING,
        /// An object names one member twice.
        DUPLICATE_KEY,
        /// More than one of {@link Limits} allows.
        LIMIT,
        /// A JSON value of the wrong type.
        TYPE,
        /// A member is missing.
        REQUIRED,
        /// A member that is not allowed here.
        NOT_ALLOWED,
        /// A word outside the vocabulary of this member.
        VOCABULARY,
        /// Not a time with offset.
        TIME,
        /// Not an absolute URI.
        URI,
        /// A text of the wrong form.
        PATTERN,
        /// The prefix of an extension is not declared in `@context`.
        PREFIX,
        /// A list holds one value twice.
        NOT_UNIQUE,
        /// Members that do not go together, or too few of them.
        COMBINATION,
        /// A query result where a capture was due.
        QUERY_DOCUMENT
    }

    /// Shortens pointer and value to their longest lengths.
    public EpcisProblem {
        pointer = shorten(pointer, POINTER_CHARS_MAX);
        value = shorten(value, VALUE_CHARS_MAX);
    }

    private static String shorten(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax);
    }
}
