// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.sheet.Sheet.Two;
import dev.touchstone.app.web.Messages;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetsTest {
    private static final Sheets SHEETS = new Sheets(Messages.load(List.of("sheet")));
    private static final String HASH =
            "3f0a1b2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8";
    private static final String ADDRESS = "https://quality.example/certificates/QM-2026-000001";

    @TempDir private Path folder;

    private static Sheet sheet(Two name, Two theme, Two organiser, String address) {
        return new Sheet(
                "QM-2026-000001",
                "91999999MA00000154",
                name,
                theme,
                organiser,
                2026,
                Instant.parse("2026-09-09T16:00:00Z"),
                Instant.parse("2027-09-09T16:00:00Z"),
                address,
                HASH);
    }

    private static Sheet named(String zh, String en) {
        return sheet(
                new Two(zh, en),
                new Two("推动质量变革创新 促进质量强国建设", "Better quality, together"),
                new Two("示例质量协会", "Sample Quality Association"),
                ADDRESS);
    }

    @Test
    void othersReadWhatIsPrinted() {
        Readers.require();
        byte[] pdf = SHEETS.print(named("杭州云栖精密仪器制造有限公司", "Yunqi & Sons <Instruments>"));
        assertThat(Readers.text(folder, pdf))
                .contains("倡议公告证明", "QM-2026-000001", "杭州云栖精密仪器制造有限公司")
                .contains("91999999MA00000154", "推动质量变革创新 促进质量强国建设", "示例质量协会公告")
                .contains("Yunqi & Sons <Instruments>", ADDRESS, HASH.substring(0, 32))
                .contains("2026-09-10 00:00 (UTC+8)", "2027-09-10 00:00 (UTC+8)")
                .contains("本证明仅为参与公告，不构成对产品或体系的认证。")
                .contains("not a certification of product or system");
        assertThat(Readers.qr(folder, pdf)).isEqualTo(ADDRESS);
        assertThat(Readers.fonts(folder, pdf))
                .hasSize(2)
                .allSatisfy(font -> assertThat(font).contains("NotoSerifSC", "yes yes yes"));
        assertThat(pdf.length).isLessThan(60_000);
    }

    @Test
    void isPdfA2bAsVeraPdfUnderstandsIt() {
        assertThat(Readers.faults(SHEETS.print(named("示例企业", "")))).isEmpty();
        assertThat(Readers.faults(SHEETS.print(named("燚龘㛃仪器", "A & B < C")))).isEmpty();
        byte[] pdf = SHEETS.print(named("示例企业", ""));
        String broken =
                new String(pdf, StandardCharsets.ISO_8859_1)
                        .replace("<pdfaid:part>2<", "<pdfaid:part>1<");
        assertThat(Readers.faults(broken.getBytes(StandardCharsets.ISO_8859_1))).isNotEmpty();
    }

    @Test
    void rareCharactersComeFromASecondFont() {
        Readers.require();
        byte[] pdf = SHEETS.print(named("燚龘㛃堃淼仪器", ""));
        assertThat(Readers.text(folder, pdf)).contains("燚龘㛃堃淼仪器");
        assertThat(Readers.fonts(folder, pdf)).hasSize(3);
    }

    @Test
    void namesACharacterThatNoFontHasAndPrintsNothing() {
        Sheet sheet = named("\uD842\uDFB7氏仪器", "Sample \uD83D\uDE00");
        assertThat(SHEETS.missing(sheet)).containsExactly(0x1F600, 0x20BB7);
        assertThatThrownBy(() -> SHEETS.print(sheet))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+20BB7");
        assertThat(SHEETS.missing(named("示例\u202E", ""))).containsExactly(0x202E);
        assertThat(SHEETS.missing(named("示例企业", "Café – “quoted”"))).isEmpty();
    }

    @Test
    void everyCharacterOfGb2312CanBePrinted() {
        StringBuilder all = new StringBuilder();
        for (int row = 0xB0; row <= 0xF7; row++) {
            for (int cell = 0xA1; cell <= 0xFE; cell++) {
                byte[] pair = {(byte) row, (byte) cell};
                all.append(new String(pair, Charset.forName("GB2312")));
            }
        }
        String ideographs = all.toString().replace("\uFFFD", "");
        assertThat(ideographs).hasSize(6_763);
        for (int from = 0; from < ideographs.length(); from += Sheet.TEXT_LENGTH_MAX) {
            int to = Math.min(ideographs.length(), from + Sheet.TEXT_LENGTH_MAX);
            assertThat(SHEETS.missing(named(ideographs.substring(from, to), ""))).isEmpty();
        }
    }

    @Test
    void compatibilityIdeographsAreComposed() {
        Readers.require();
        byte[] pdf = SHEETS.print(named("\uFA1B寿仪器", ""));
        assertThat(Readers.text(folder, pdf)).contains("福寿仪器");
    }

    @Test
    void theLongestTextsFitOnTheSheet() {
        Readers.require();
        Two longest = new Two("质".repeat(Sheet.TEXT_LENGTH_MAX), "W".repeat(Sheet.TEXT_LENGTH_MAX));
        String address = "https://quality.example/" + "a".repeat(Sheet.ADDRESS_LENGTH_MAX - 24);
        byte[] pdf = SHEETS.print(sheet(longest, longest, longest, address));
        assertThat(Readers.qr(folder, pdf)).isEqualTo(address);
        assertThat(Readers.text(folder, pdf)).contains(HASH.substring(32));
        assertThat(Readers.faults(pdf)).isEmpty();
        Two tooLong = new Two("质".repeat(Sheet.TEXT_LENGTH_MAX + 1), "");
        assertThatThrownBy(() -> sheet(tooLong, longest, longest, address))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sheet(longest, longest, longest, address + "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameSheetGivesTheSameBytesWhoeverElsePrints() {
        Random random = new Random(11);
        List<Sheet> sheets =
                IntStream.range(0, 12)
                        .mapToObj(i -> named("示例" + (char) (0x4E00 + random.nextInt(20_000)), ""))
                        .toList();
        List<byte[]> alone = sheets.stream().map(SHEETS::print).toList();
        List<byte[]> together = sheets.parallelStream().map(SHEETS::print).toList();
        for (int i = 0; i < sheets.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
        Sheets other = new Sheets(Messages.load(List.of("sheet")));
        assertThat(other.print(sheets.getFirst())).isEqualTo(alone.getFirst());
    }
}
