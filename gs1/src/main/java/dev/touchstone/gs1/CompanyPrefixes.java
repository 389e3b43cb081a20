// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// How long GS1 company prefixes are, as data that can be replaced. Immutable.
///
/// A key alone does not tell where its company prefix ends; EPC URNs need to know. Nothing is ever
/// refused for a prefix that is not in the table: {@link #warning(Element)} is what there is.
public final class CompanyPrefixes implements PrefixSource {
    /// The most rows of a table.
    public static final int ROWS_MAX = 1_000_000;

    /// The longest file of a table.
    public static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

    private static final int DIGITS_MAX = 12;
    private static final CompanyPrefixes BUNDLED = of(Resources.lines("company-prefixes.txt"));

    private final Map<String, Integer> lengths;

    private CompanyPrefixes(Map<String, Integer> lengths) {
        this.lengths = Map.copyOf(lengths);
    }

    /// The short table that comes with the library: China, and numbers set aside for examples.
    public static CompanyPrefixes bundled() {
        return BUNDLED;
    }

    /// Reads the file of a table, in UTF-8.
    ///
    /// @throws IOException when it cannot be read or has more than [#FILE_BYTES_MAX]
    /// @throws Gs1Exception as [#parse]
    public static CompanyPrefixes read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new IOException("%s has more than %d bytes".formatted(file, FILE_BYTES_MAX));
            }
            return parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /// Reads a table: a row each of `first[-last] length`, both with the same number of digits,
    /// and length 0 where numbers hold no company prefix; `#` starts a comment line. Or else the
    /// list that GS1 publishes (GCP Length Table), in XML, with `prefix` and `gcpLength` of each
    /// entry.
    ///
    /// @throws Gs1Exception naming the first row or entry that is not of this form, by its number
    ///     from 0
    public static CompanyPrefixes parse(String table) {
        return table.stripLeading().startsWith("<") || table.startsWith("\uFEFF")
                ? ofList(table.substring(table.startsWith("\uFEFF") ? 1 : 0))
                : of(
                        table.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .limit(ROWS_MAX + 1L)
                                .toList());
    }

    private static CompanyPrefixes of(List<String> rows) {
        Map<String, Integer> lengths = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (!row.matches("[0-9]{1,12}(-[0-9]{1,12})? (0|[4-9]|1[0-2])( .*)?")) {
                throw broken(i, "not a row of company prefixes", row);
            }
            String[] cells = row.split(" ", 3);
            String[] range = cells[0].split("-", 2);
            String first = range[0];
            long from = Long.parseLong(first);
            long to = Long.parseLong(range[range.length - 1]);
            if (range[range.length - 1].length() != first.length()
                    || to - from >= ROWS_MAX - lengths.size()) {
                throw broken(i, "not a range of company prefixes, or too many", row);
            }
            for (long prefix = from; prefix <= to; prefix++) {
                String digits = Long.toString(prefix);
                lengths.put(
                        "0".repeat(first.length() - digits.length()) + digits,
                        Integer.valueOf(cells[1]));
            }
        }
        return new CompanyPrefixes(lengths);
    }

    private static CompanyPrefixes ofList(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, Integer> lengths = new HashMap<>();
        int entries = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("entry")) {
                    String prefix = String.valueOf(reader.getAttributeValue(null, "prefix"));
                    String length = String.valueOf(reader.getAttributeValue(null, "gcpLength"));
                    if (!prefix.matches("[0-9]{1,12}")
                            || !length.matches("0|[4-9]|1[0-2]")
                            || entries == ROWS_MAX) {
                        throw broken(
                                entries, "not an entry of company prefixes", prefix + " " + length);
                    }
                    lengths.put(prefix, Integer.valueOf(length));
                    entries++;
                }
            }
        } catch (XMLStreamException e) {
            throw broken(entries, "not a list of company prefixes", String.valueOf(e.getMessage()));
        }
        if (lengths.isEmpty()) {
            throw broken(0, "a list of company prefixes without entries", xml);
        }
        return new CompanyPrefixes(lengths);
    }

    private static Gs1Exception broken(int row, String what, String text) {
        return new Gs1Exception(
                "", row, Gs1Exception.Rule.STRUCTURE, what + ": " + Gs1Exception.excerpt(text));
    }

    /// The length of the company prefix that `digits` start with, when the table knows it.
    public OptionalInt length(String digits) {
        for (int i = Math.min(digits.length(), DIGITS_MAX); i > 0; i--) {
            Integer length = lengths.get(digits.substring(0, i));
            if (length != null && length <= digits.length()) {
                return length == 0 ? OptionalInt.empty() : OptionalInt.of(length);
            }
        }
        return OptionalInt.empty();
    }

    /// The length of the company prefix in the value of `key`, when it holds one and the table
    /// knows it.
    public OptionalInt length(Element key) {
        int at = start(key);
        return at < 0 ? OptionalInt.empty() : length(key.value().substring(at));
    }

    /// The company prefix in the value of `key`, when it holds one whose length the table knows.
    public Optional<String> prefix(Element key) {
        OptionalInt length = length(key);
        int at = start(key);
        return length.isEmpty()
                ? Optional.empty()
                : Optional.of(key.value().substring(at, at + length.getAsInt()));
    }

    /// Where the company prefix starts in the value of `key`, or -1 when it has none.
    private static int start(Element key) {
        int at = 0;
        for (ApplicationIdentifier.Component component :
                AiTable.require(key.ai(), 0).components()) {
            if (component.prefixAt() >= 0) {
                return at + component.prefixAt();
            }
            at += component.lengthMax();
        }
        return -1;
    }

    /// Says that the company prefix in `key` is not in the table; empty when it is, or when such a
    /// key holds none.
    public Optional<String> warning(Element key) {
        return start(key) < 0 || length(key).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "AI %s starts with a company prefix of unknown length: %s"
                                .formatted(key.ai(), Gs1Exception.excerpt(key.value())));
    }

    @Override
    public Answer ask(String number) {
        return length(number).isPresent() ? Answer.KNOWN : Answer.UNKNOWN;
    }
}
