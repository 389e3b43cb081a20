// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Code;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static List<Csv.Row> read(String text) {
        return Csv.read(text.getBytes(StandardCharsets.UTF_8), List.of("a", "b"), List.of("c"));
    }

    @Test
    void readsCellsByColumnWhateverTheirOrder() {
        List<Csv.Row> rows = read("\uFEFFb,a\r\n1,\"x, \"\"y\"\"\"\r\n\r\n2,z\n");
        assertThat(rows).extracting(Csv.Row::line).containsExactly(2L, 4L);
        assertThat(rows.getFirst().cells()).containsEntry("a", "x, \"y\"").containsEntry("b", "1");
    }

    @Test
    void countsTheLinesInsideACell() {
        List<Csv.Row> rows = read("a,b\n\"one\ntwo\",1\nthree,2\n");
        assertThat(rows).extracting(Csv.Row::line).containsExactly(2L, 4L);
    }

    @Test
    void keepsAFormulaAsItStandsAndEscapesItOnTheWayOut() {
        assertThat(read("a,b\n=1+1,@x\n").getFirst().cells()).containsEntry("a", "=1+1");
        assertThat(Csv.line(List.of("=1+1", "@x", "-1", "+1", "a\"b", "", "中文")))
                .isEqualTo("'=1+1,'@x,'-1,'+1,\"a\"\"b\",\"\",中文\r\n");
    }

    @Test
    void refusesAHeaderTwiceUnknownOrMissing() {
        Callers.refuses(Code.CSV_HEADER, () -> read("a,a,b\n1,2,3\n"));
        Callers.refuses(Code.CSV_HEADER, () -> read("a,b,d\n1,2,3\n"));
        Callers.refuses(Code.CSV_HEADER, () -> read("a\n1\n"));
        Callers.refuses(Code.CSV_HEADER, () -> read(""));
    }

    @Test
    void namesAWrongEncoding() {
        byte[] gb = "a,b\n中国,质量\n".getBytes(Charset.forName("GB18030"));
        Callers.refuses(Code.CSV_ENCODING, () -> Csv.read(gb, List.of("a", "b"), List.of()))
                .hasMessageContaining("GB18030");
        byte[] wide = "\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE);
        Callers.refuses(Code.CSV_ENCODING, () -> Csv.read(wide, List.of("a", "b"), List.of()))
                .hasMessageContaining("UTF-16");
    }

    @Test
    void refusesABrokenLineByItsNumber() {
        Callers.refuses(Code.CSV_MALFORMED, () -> read("a,b\n1,2\n1\n")).hasMessageContaining("3");
        Callers.refuses(Code.CSV_MALFORMED, () -> read("a,b\n1,2\n\"x,2\n"));
    }

    @Test
    void takesAtMostTheStatedLines() {
        String most = "a,b\n" + "1,2\n".repeat(Csv.LINES_MAX);
        assertThat(read(most)).hasSize(Csv.LINES_MAX);
        Callers.refuses(Code.WRONG_COUNT, () -> read(most + "1,2\n"));
        Callers.refuses(Code.WRONG_COUNT, () -> read("a,b\n"));
    }

    @Test
    void readsWhateverItWrote() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("CsvTest seed " + seed);
        Random random = new Random(seed);
        String alphabet = "ab,\"\n中\r ;'x";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder cell = new StringBuilder("k");
            for (int j = random.nextInt(8); j > 0; j--) {
                cell.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = "a,b\r\n" + Csv.line(List.of(cell.toString(), "end"));
            assertThat(read(text).getFirst().cells())
                    .as("seed %d", seed)
                    .containsEntry("a", cell.toString());
        }
    }
}
