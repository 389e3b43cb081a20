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

    private static List<Csv.Row> read(String text, String encoding) {
        byte[] file = text.getBytes(Charset.forName(encoding));
        return Csv.read(file, List.of("a", "b"), List.of());
    }

    @Test
    void readsGb18030WithAndWithoutAByteOrderMarkAndWithRareCharacters() {
        String text = "a,b\n中国质量协会会员,㐀镕喆、“质量”\n";
        assertThat(read(text, "GB18030").getFirst().cells()).containsEntry("b", "㐀镕喆、“质量”");
        assertThat(read("\uFEFF" + text, "GB18030").getFirst().cells())
                .containsEntry("a", "中国质量协会会员");
    }

    @Test
    void namesAWrongEncoding() {
        Callers.refuses(Code.CSV_ENCODING, () -> read("\uFEFFa,b\n1,2\n", "UTF-16LE"))
                .hasMessageContaining("UTF-16");
        Callers.refuses(Code.CSV_ENCODING, () -> read("a,b\nMüller,Größe\n", "ISO-8859-1"))
                .hasMessageContaining("ISO 8859-1");
        Callers.refuses(Code.CSV_ENCODING, () -> read("a,b\n臺灣區品質協會,電子\n", "Big5"))
                .hasMessageContaining("Big5");
    }

    @Test
    void keepsALineWithAWrongNumberOfCellsAmongTheErrors() {
        List<Csv.Row> rows = read("a,b\n1,2\n1\n\"x\ny\",2,3\n4,5\n");
        assertThat(rows).extracting(Csv.Row::line).containsExactly(2L, 3L, 4L, 6L);
        Callers.refuses(Code.CSV_MALFORMED, () -> rows.get(1).input()).hasMessageContaining("3");
        Callers.refuses(Code.CSV_MALFORMED, () -> rows.get(2).input()).hasMessageContaining("4");
        assertThat(rows.get(3).input().text("b", 9)).isEqualTo("5");
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
