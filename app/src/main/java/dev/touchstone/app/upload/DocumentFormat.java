// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.upload;

import dev.touchstone.app.usecase.Refused;

/// What a document is that somebody scanned or wrote: a PDF, a PNG or a JPEG, from its first byte
/// to its last, whatever its name says. Looks at the frame only, never decodes a page or a pixel
/// and never expands anything, so a file that would grow stays as small as it is.
///
/// PDF (ISO 32000): header at the first byte, a cross-reference and `%%EOF` at the end. PNG (W3C
/// PNG): every chunk whole with its CRC, IHDR first, IEND last. JPEG (ITU-T T.81): every segment
/// whole, a frame and a scan, EOI last. Behind the end there may be nothing, so that no other
/// format hides there.
public enum DocumentFormat {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg");

    /// The longest side of an image, in pixels.
    public static final int SIDE_PIXELS_MAX = 20_000;

    private final String mediaType;
    private final String ending;

    DocumentFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /// The media type.
    public String mediaType() {
        return mediaType;
    }

    /// The usual end of a file's name, without the dot.
    public String ending() {
        return ending;
    }

    /// Says what a file is.
    ///
    /// @throws Refused FILE_EMPTY, FILE_TYPE, FILE_DAMAGED or FILE_DIMENSIONS
    public static DocumentFormat of(byte[] file) {
        return new DocumentFrame(file).format();
    }
}
