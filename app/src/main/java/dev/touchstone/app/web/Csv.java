// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// CSV files (RFC 4180) as people exchange them: UTF-8 or GB18030, with or without a byte order
/// mark, a header line, cells read as they stand. Any other encoding is refused by name. On the
/// way out a cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP
/// CSV Injection).
public final class Csv {
    /// The largest file, in bytes.
    public static final int FILE_BYTES_MAX = 20 * 1024 * 1024;

    /// The most lines of a file, the header not counted.
    public static final int LINES_MAX = 20_000;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int COMMON_TO_OTHER_MIN = 3;
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    /// One line below the header. Immutable.
    ///
    /// @param line its number in the file, from 1 for the header
    /// @param cells by column name; empty when their number is not that of the header
    public record Row(long line, Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        /// The cells as fields, read with the same rules as those of a form.
        ///
        /// @throws Refused CSV_MALFORMED when the line has more or fewer cells than the header
        public Input input() {
            if (cells.isEmpty()) {
                throw new Refused(Code.CSV_MALFORMED, line);
            }
            return Input.ofFields(cells);
        }
    }

    private Csv() {}

    /// The text of a file that a page sends in its field `csv`, so that it works without scripts.
    ///
    /// @throws Refused TOO_LONG at `csv` for more than [#FILE_BYTES_MAX] bytes
    public static String pasted(Input input) {
        String text = input.secret("csv", FILE_BYTES_MAX);
        if (text.getBytes(StandardCharsets.UTF_8).length > FILE_BYTES_MAX) {
            throw new Refused(Code.TOO_LONG, FILE_BYTES_MAX).at("csv");
        }
        return text;
    }

    /// Reads a file. A line with a wrong number of cells is a row whose [Row#input] is refused, so
    /// that it stands among the other errors; quotation marks that never end refuse the whole
    /// file.
    ///
    /// @param required the columns that must be there
    /// @param optional the columns that may be there
    /// @throws Refused CSV_ENCODING, CSV_HEADER, CSV_MALFORMED or WRONG_COUNT
    public static List<Row> read(byte[] file, List<String> required, List<String> optional) {
        List<Row> rows = new ArrayList<>();
        long line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(decode(file)), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            Set<String> header = header(records, required, optional);
            while (records.hasNext()) {
                line = parser.getCurrentLineNumber() + 1;
                CSVRecord cells = records.next();
                if (rows.size() == LINES_MAX) {
                    throw new Refused(Code.WRONG_COUNT, 1, LINES_MAX);
                }
                rows.add(row(parser.getCurrentLineNumber(), header, cells));
            }
        } catch (UncheckedIOException e) {
            throw new Refused(Code.CSV_MALFORMED, line);
        } catch (IOException e) {
            throw new UncheckedIOException("closing a reader in memory", e);
        }
        if (rows.isEmpty()) {
            throw new Refused(Code.WRONG_COUNT, 1, LINES_MAX);
        }
        return rows;
    }

    private static Row row(long lastLine, Set<String> header, CSVRecord record) {
        long breaks = 0;
        for (String cell : record) {
            breaks += cell.chars().filter(c -> c == '\n').count();
        }
        Map<String, String> cells = new LinkedHashMap<>();
        if (record.size() == header.size()) {
            int column = 0;
            for (String name : header) {
                cells.put(name, record.get(column++));
            }
        }
        return new Row(lastLine - breaks, cells);
    }

    private static Set<String> header(
            Iterator<CSVRecord> records, List<String> required, List<String> optional) {
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        String columns = String.join(", ", known);
        if (!records.hasNext()) {
            throw new Refused(Code.CSV_HEADER, columns);
        }
        Set<String> header = new LinkedHashSet<>();
        for (String cell : records.next()) {
            String name = cell.strip();
            if (!known.contains(name) || !header.add(name)) {
                String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
                throw new Refused(Code.CSV_HEADER, columns).at(shown);
            }
        }
        for (String name : required) {
            if (!header.contains(name)) {
                throw new Refused(Code.CSV_HEADER, columns).at(name);
            }
        }
        return header;
    }

    private static String decode(byte[] file) {
        if (startsWith(file, 0xFF, 0xFE) || startsWith(file, 0xFE, 0xFF)) {
            throw new Refused(Code.CSV_ENCODING, "UTF-16");
        }
        String text =
                decode(file, StandardCharsets.UTF_8)
                        .or(() -> decode(file, GB18030).filter(decoded -> mostlyCommon(file)))
                        .orElseThrow(() -> new Refused(Code.CSV_ENCODING, "Big5, ISO 8859-1, ..."));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// Many byte strings can be read as GB18030 and mean something else. Of a Chinese text nearly
    /// all characters stand in its oldest part, GB 2312: both bytes from A1, the first to F7.
    private static boolean mostlyCommon(byte[] file) {
        int common = 0;
        int other = 0;
        for (int i = 0; i < file.length; i++) {
            int first = file[i] & 0xFF;
            if (first < 0x80) {
                continue;
            }
            int second = file[++i] & 0xFF;
            if (second >= 0xA1 && first >= 0xA1 && first <= 0xF7) {
                common++;
            } else {
                other++;
                i += second < 0x40 ? 2 : 0;
            }
        }
        return common >= COMMON_TO_OTHER_MIN * other;
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length >= 2 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    private static Optional<String> decode(byte[] file, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// One line of a file to hand out, with its line break.
    public static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            if (!line.isEmpty()) {
                line.append(',');
            }
            line.append(escape(cell));
        }
        return line.append("\r\n").toString();
    }

    private static String escape(String cell) {
        String safe =
                !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        boolean quoted = safe.isEmpty() || safe.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
