// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import dev.touchstone.app.sheet.Sheet.Two;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Prints sheets as PDF/A-2b (ISO 19005-2). Each font is unpacked and parsed once for every sheet
/// that can be printed at the same time, which are as many as there are processors. Thread-safe.
public final class Sheets {
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors());

    private final Messages messages;
    private final Archive archive = new Archive();
    private final Semaphore places = new Semaphore(AT_ONCE);
    // Both guarded by themselves.
    private final Deque<Typefaces> free = new ArrayDeque<>();
    private final Map<FontFile, byte[]> files = new EnumMap<>(FontFile.class);

    /// A printer of sheets.
    ///
    /// @param messages with those of `sheet`
    public Sheets(Messages messages) {
        this.messages = messages;
    }

    /// How many sheets can be printed at the same time.
    public static int atOnce() {
        return AT_ONCE;
    }

    /// Prints a sheet. The same sheet gives the same bytes.
    ///
    /// @throws IllegalArgumentException for a character that no font has; see [#missing(Sheet)]
    public byte[] print(Sheet given) {
        Sheet sheet = normalised(given);
        return with(typefaces -> print(sheet, typefaces));
    }

    private byte[] print(Sheet sheet, Typefaces typefaces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (Ink ink = new Ink(document, page, typefaces)) {
                new Layout(ink, messages, sheet).draw();
            }
            String title = messages.text(Language.ZH, "sheet.title") + " " + sheet.number();
            archive.dress(
                    document, title, sheet.organiser().zh(), sheet.address(), sheet.issuedAt());
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException("printing " + sheet.number(), e);
        }
        return out.toByteArray();
    }

    /// The characters of a sheet that no font of ours has; only a sheet without any can be
    /// printed.
    public Set<Integer> missing(Sheet given) {
        Sheet sheet = normalised(given);
        return with(
                typefaces -> {
                    Set<Integer> missing = new TreeSet<>();
                    Layout.given(sheet).forEach(text -> missing.addAll(typefaces.missing(text)));
                    return missing;
                });
    }

    private static Sheet normalised(Sheet sheet) {
        return new Sheet(
                sheet.number(),
                sheet.creditCode(),
                composed(sheet.name()),
                composed(sheet.theme()),
                composed(sheet.organiser()),
                sheet.year(),
                sheet.issuedAt(),
                sheet.validUntil(),
                sheet.address(),
                sheet.credentialSha256());
    }

    private static Two composed(Two text) {
        return new Two(
                Normalizer.normalize(text.zh(), Normalizer.Form.NFC),
                Normalizer.normalize(text.en(), Normalizer.Form.NFC));
    }

    private <T> T with(Function<Typefaces, T> work) {
        places.acquireUninterruptibly();
        try {
            Typefaces typefaces = taken();
            T done = work.apply(typefaces);
            synchronized (free) {
                free.push(typefaces);
            }
            return done;
        } finally {
            places.release();
        }
    }

    private Typefaces taken() {
        synchronized (free) {
            return free.isEmpty() ? new Typefaces(this::file) : free.pop();
        }
    }

    private byte[] file(FontFile wanted) {
        synchronized (files) {
            return files.computeIfAbsent(wanted, FontFile::bytes);
        }
    }
}
