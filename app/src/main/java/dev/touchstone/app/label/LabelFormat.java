// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

/// What codes are written as.
public enum LabelFormat {
    /// A list for presses that make symbols themselves (RFC 4180).
    CSV("text/csv; charset=utf-8", "csv", 20_000_000),
    /// A stream for label printers.
    ZPL("text/plain; charset=utf-8", "zpl", 20_000_000),
    /// Sheets or rolls of labels, with text.
    PDF("application/pdf", "pdf", 1_000_000),
    /// A ZIP of pictures for designers, one a code.
    SVG("application/zip", "svg.zip", 100_000),
    /// A ZIP of pictures of one bit a dot, one a code.
    PNG("application/zip", "png.zip", 100_000);

    private final String contentType;
    private final String suffix;
    private final int codesMax;

    LabelFormat(String contentType, String suffix, int codesMax) {
        this.contentType = contentType;
        this.suffix = suffix;
        this.codesMax = codesMax;
    }

    /// For a response.
    public String contentType() {
        return contentType;
    }

    /// Of a file's name, without the dot.
    public String suffix() {
        return suffix;
    }

    /// The most codes of one file.
    public int codesMax() {
        return codesMax;
    }

    /// Whether the size of a dot matters.
    public boolean hasDots() {
        return this == ZPL || this == PNG;
    }
}
