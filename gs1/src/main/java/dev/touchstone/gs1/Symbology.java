// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// Kinds of symbols that carry GS1 data, with the identifier a scanner puts in front of what it
/// read (ISO/IEC 15424; GS1 General Specifications, section 5).
public enum Symbology {
    /// EAN-13 and UPC-A: one GTIN of 13 digits.
    EAN_13("]E0", Content.GTIN_13),
    /// EAN-8: one GTIN of 8 digits.
    EAN_8("]E4", Content.GTIN_8),
    /// ITF-14: one GTIN of 14 digits.
    ITF_14("]I1", Content.GTIN_14),
    /// GS1-128.
    GS1_128("]C1", Content.ELEMENTS),
    /// GS1 DataBar.
    DATA_BAR("]e0", Content.ELEMENTS),
    /// GS1 DataMatrix.
    DATA_MATRIX("]d2", Content.ELEMENTS),
    /// GS1 QR Code.
    QR_CODE("]Q3", Content.ELEMENTS),
    /// GS1 DotCode.
    DOT_CODE("]J1", Content.ELEMENTS),
    /// Data Matrix with a Digital Link.
    DATA_MATRIX_LINK("]d1", Content.LINK),
    /// QR Code with a Digital Link.
    QR_CODE_LINK("]Q1", Content.LINK),
    /// DotCode with a Digital Link.
    DOT_CODE_LINK("]J0", Content.LINK);

    /// What a symbol holds.
    enum Content {
        GTIN_8,
        GTIN_13,
        GTIN_14,
        ELEMENTS,
        LINK
    }

    private final String identifier;
    private final Content content;

    Symbology(String identifier, Content content) {
        this.identifier = identifier;
        this.content = content;
    }

    /// The three characters a scanner sends first.
    public String identifier() {
        return identifier;
    }

    Content content() {
        return content;
    }
}
