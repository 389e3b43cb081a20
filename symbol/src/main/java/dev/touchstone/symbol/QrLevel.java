// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// How much of a symbol may be lost (ISO/IEC 18004:2015, 6.5.1), from the least to the most.
public enum QrLevel {
    /// About 7 % of the codewords.
    L(1),
    /// About 15 % of the codewords.
    M(0),
    /// About 25 % of the codewords.
    Q(3),
    /// About 30 % of the codewords.
    H(2);

    /// The two bits that stand for it in the format information (table 12).
    final int indicator;

    QrLevel(int indicator) {
        this.indicator = indicator;
    }
}
