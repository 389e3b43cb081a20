// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Element;
import dev.touchstone.gs1.Gs1Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Digital Link URIs with the GS1 element string each stands for, one a line, tab-separated.
///
/// Columns: whether the URI is valid, the URI, the element string (`^` for FNC1), and options of
/// the parser the vectors were made with. Lines that a valid outcome of needs an option which
/// loosens the standard are left out.
final class DigitalLinkVectors implements ConformanceSet {
    private static final String PERMIT = "Permit";

    // Element identifiers by their first two digits whose length the standard sets, so that no
    // FNC1 ends them (GS1 General Specifications, figure 7.8.5-2).
    private static final Set<String> LENGTH_SET =
            Set.of(
                    "00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18",
                    "19", "20", "31", "32", "33", "34", "35", "36", "41");

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
        String options = columns.length > 3 ? columns[3] : "";
        if (options.contains(PERMIT)) {
            tally.skip(1, name + " " + uri, "it asks for " + options);
            return;
        }
        boolean valid = Boolean.parseBoolean(columns[0]);
        tally.check(name + " " + uri, !valid, () -> parse(uri, valid ? columns[2] : ""));
    }

    private static Outcome parse(String uri, String expected) {
        try {
            String found = elementString(DigitalLink.parse(uri), uri);
            return expected.isEmpty() || found.equals(expected)
                    ? Outcome.ACCEPTED
                    : new Outcome.Differs("is read as %s, not %s".formatted(found, expected));
        } catch (Gs1Exception e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    /// The elements in the order of the URI; a link itself keeps its attributes sorted.
    private static String elementString(DigitalLink link, String uri) {
        List<Element> elements = new ArrayList<>();
        elements.add(link.key());
        elements.addAll(link.qualifiers());
        String query = uri.replaceFirst("^[^?]*\\?", "&");
        link.attributes().stream()
                .sorted(Comparator.comparingInt(element -> query.indexOf("&" + element.ai() + "=")))
                .forEach(elements::add);
        StringBuilder text = new StringBuilder();
        boolean separate = true;
        for (Element element : elements) {
            text.append(separate ? "^" : "").append(element.ai()).append(element.value());
            separate = !LENGTH_SET.contains(element.ai().substring(0, 2));
        }
        return text.toString();
    }
}
