// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.gs1.ApplicationIdentifier;
import dev.touchstone.gs1.Element;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.LinkReading;
import dev.touchstone.gs1.LinkReading.Leniency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Digital Link URIs with the GS1 element string each stands for, one a line, tab-separated.
///
/// Columns: whether the URI is valid, the URI, the element string (`^` for FNC1), and options of
/// the parser the vectors were made with, parted by semicolons. The options that loosen the
/// standard are options of our reader as well.
final class DigitalLinkVectors implements ConformanceSet {
    private static final String SHORT_GTIN = "PermitZeroSuppressedGTINinDLuris=true";
    private static final String UNKNOWN_AIS = "UNKNOWN_AI_NOT_DL_ATTR=false";

    @Override
    public void run(Path root, Tally tally) throws IOException {
        for (Path file : Vectors.files(root.resolve("digital-link"), "parse.tsv")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    String name = Vectors.name(root, file) + " line " + (i + 1);
                    line(lines.get(i).split("\t", -1), name, tally);
                }
            }
        }
    }

    private static void line(String[] columns, String name, Tally tally) {
        if (columns.length < 3) {
            tally.fail(name, "has fewer than three columns");
            return;
        }
        String uri = columns[1];
        Set<Leniency> leniencies = leniencies(columns.length > 3 ? columns[3] : "");
        boolean valid = Boolean.parseBoolean(columns[0]);
        tally.check(
                name + " " + uri, !valid, () -> parse(uri, leniencies, valid ? columns[2] : ""));
    }

    private static Set<Leniency> leniencies(String options) {
        Set<Leniency> leniencies = EnumSet.noneOf(Leniency.class);
        if (options.contains(SHORT_GTIN)) {
            leniencies.add(Leniency.SHORT_GTIN);
        }
        if (options.contains(UNKNOWN_AIS)) {
            leniencies.add(Leniency.UNKNOWN_AI);
        }
        return leniencies;
    }

    private static Outcome parse(String uri, Set<Leniency> leniencies, String expected) {
        try {
            String found = elementString(LinkReading.of(uri, leniencies));
            return expected.isEmpty() || found.equals(expected)
                    ? Outcome.ACCEPTED
                    : new Outcome.Differs("is read as %s, not %s".formatted(found, expected));
        } catch (Gs1Exception e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    /// The elements in the order of the URI.
    private static String elementString(LinkReading reading) {
        StringBuilder text = new StringBuilder();
        boolean separate = append(reading.link().key(), true, text);
        for (Element element : reading.link().qualifiers()) {
            separate = append(element, separate, text);
        }
        for (LinkReading.Parameter parameter : reading.query()) {
            switch (parameter.kind()) {
                case ATTRIBUTE ->
                        separate =
                                append(
                                        new Element(parameter.name(), parameter.value()),
                                        separate,
                                        text);
                case UNKNOWN_AI -> {
                    text.append(separate ? "^" : "").append(parameter.name());
                    text.append(parameter.value());
                    separate = true;
                }
                case OTHER -> {}
            }
        }
        return text.toString();
    }

    private static boolean append(Element element, boolean separate, StringBuilder text) {
        text.append(separate ? "^" : "").append(element.ai()).append(element.value());
        return !ApplicationIdentifier.find(element.ai()).orElseThrow().isLengthSet();
    }
}
