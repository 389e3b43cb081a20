// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// Whoever can say whether a GS1 company prefix was ever handed out.
///
/// The library itself refuses nothing for an unknown prefix; who wants to, hands such a source to
/// {@link Linter#check(String, PrefixSource)}.
@FunctionalInterface
public interface PrefixSource {
    /// What a source can answer.
    enum Answer {
        /// The number starts with a prefix that was handed out.
        KNOWN,
        /// It does not.
        UNKNOWN,
        /// The source cannot be asked now, and nothing may pass unasked.
        OFFLINE
    }

    /// A source that takes every prefix for handed out.
    PrefixSource ANY = number -> Answer.KNOWN;

    /// Asks for the prefix that `number`, at least 4 digits and perhaps other characters behind
    /// them, starts with.
    Answer ask(String number);
}
