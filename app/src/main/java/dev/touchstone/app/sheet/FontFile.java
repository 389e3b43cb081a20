// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.tukaani.xz.XZInputStream;

/// The font files among our resources: TrueType outlines of Noto Serif SC (SIL Open Font License
/// 1.1) without the tables that a printed line does not need, packed with XZ and cut into parts.
enum FontFile {
    /// The few characters of the title, bold.
    TITLE("title", 1),
    /// Latin, punctuation and the 6,763 characters of GB/T 2312.
    COMMON("common", 2),
    /// Every other ideograph the family has: 21,046, some of them beyond the BMP.
    RARE("rare", 6);

    private static final int BYTES_MAX = 16_000_000;

    private final String stem;
    private final int parts;

    FontFile(String stem, int parts) {
        this.stem = stem;
        this.parts = parts;
    }

    /// The unpacked file.
    byte[] bytes() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int part = 0; part < parts; part++) {
            String name = stem + ".ttf.xz." + part + ".part";
            try (InputStream in = FontFile.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("no " + name);
                }
                in.transferTo(packed);
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + name, e);
            }
        }
        try (XZInputStream in = new XZInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            return in.readNBytes(BYTES_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking " + stem, e);
        }
    }

    /// Reads a font. What it gives is confined to one thread at a time.
    static TrueTypeFont parse(byte[] bytes) {
        try {
            return new TTFParser().parse(new RandomAccessReadBuffer(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("parsing a font of ours", e);
        }
    }
}
