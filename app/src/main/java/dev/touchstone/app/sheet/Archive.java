// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// What makes a document one for archives: PDF/A-2b, ISO 19005-2 sections 6.2.3 (output intent),
/// 6.6.2 (metadata) and 6.6.4 (version identification). Thread-safe.
final class Archive {
    private static final float VERSION = 1.7f;

    private final byte[] sRgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final String template = template();

    private static String template() {
        try (InputStream in = Archive.class.getResourceAsStream("metadata.xml")) {
            if (in == null) {
                throw new IllegalStateException("no metadata.xml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading metadata.xml", e);
        }
    }

    /// Adds what the standard asks for.
    ///
    /// @param title of the document
    /// @param author who made it
    /// @param identifier of the document, from which its file identifier is made
    void dress(PDDocument document, String title, String author, String identifier, Instant madeAt)
            throws IOException {
        Instant at = madeAt.truncatedTo(ChronoUnit.SECONDS);
        document.setVersion(VERSION);
        document.setDocumentId((long) identifier.hashCode());
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        calendar.setTimeInMillis(at.toEpochMilli());
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setAuthor(author);
        information.setCreator("Touchstone");
        information.setProducer("Touchstone");
        information.setCreationDate(calendar);
        information.setModificationDate(calendar);
        PDMetadata metadata = new PDMetadata(document);
        String date = at.toString().replace("Z", "+00:00");
        String xmp =
                template.replace("{title}", xml(title))
                        .replace("{author}", xml(author))
                        .replace("{identifier}", xml(identifier))
                        .replace("{at}", date);
        metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
        document.getDocumentCatalog().setLanguage("zh-CN");
        PDViewerPreferences shown = new PDViewerPreferences(new COSDictionary());
        shown.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(shown);
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(sRgb));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
