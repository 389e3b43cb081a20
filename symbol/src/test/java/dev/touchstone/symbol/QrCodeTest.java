// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.DecoderResult;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    @Test
    void everyVersionAndLevelIsReadByAnother() {
        Random random = Texts.random("every version");
        for (int version = 1; version <= QrOptions.VERSION_MAX; version++) {
            for (QrLevel level : QrLevel.values()) {
                QrOptions options =
                        QrOptions.of(level).exactly().versions(version, QrOptions.VERSION_MAX);
                int room = QrCapacity.data(version, level) - 3;
                String text = Texts.mixed(random, Math.max(1, room), true);
                QrCode code = QrCode.of(text, options);
                DecoderResult read = Reader.modules(code);
                assertThat(read.getText()).isEqualTo(text);
                assertThat(read.getECLevel()).isEqualTo(level.name());
                assertThat(read.getErrorsCorrected()).isZero();
                assertThat(code.version()).isEqualTo(version);
            }
        }
    }

    /// Four hundred characters of three bytes each still fit at the highest level.
    @Test
    void randomTextsAreReadByAnother() {
        Random random = Texts.random("random texts");
        for (int i = 0; i < 3_000; i++) {
            String text = Texts.mixed(random, i % 10 == 0 ? 400 : 120, i % 3 != 0);
            QrLevel level = QrLevel.values()[random.nextInt(4)];
            QrOptions options = QrOptions.of(level).mask(random.nextInt(9) - 1);
            QrCode code = QrCode.of(text, random.nextBoolean() ? options : options.exactly());
            DecoderResult read = Reader.modules(code);
            assertThat(read.getText()).isEqualTo(text);
            assertThat(read.getErrorsCorrected()).isZero();
            assertThat(code.level()).isGreaterThanOrEqualTo(level);
        }
    }

    @Test
    void theAutomaticMaskHasTheLowestPenaltyAsASlowCountFindsIt() {
        Random random = Texts.random("penalty");
        for (int i = 0; i < 120; i++) {
            int version = 1 + i % QrOptions.VERSION_MAX;
            QrOptions options =
                    QrOptions.of(QrLevel.L).exactly().versions(version, QrOptions.VERSION_MAX);
            String text = Texts.mixed(random, QrCapacity.data(version, QrLevel.L) - 4, true);
            QrCode chosen = QrCode.of(text, options);
            int lowest = Integer.MAX_VALUE;
            for (int mask = 0; mask < QrOptions.MASKS; mask++) {
                QrCode code = QrCode.of(text, options.mask(mask));
                assertThat(code.mask()).isEqualTo(mask);
                assertThat(code.penalty()).isEqualTo(SlowPenalty.of(code));
                lowest = Math.min(lowest, code.penalty());
            }
            assertThat(chosen.penalty()).isEqualTo(lowest);
        }
    }

    @Test
    void aCodeWithTwentyCharactersFitsVersion3UpToAHostOfTwelve() {
        Random random = Texts.random("version 3");
        for (int i = 0; i < 500; i++) {
            assertThat(QrCode.of(Texts.link(random, "Q.EXAMPLE.CN"), QrLevel.M).version())
                    .isEqualTo(3);
        }
        String longer = "HTTPS://QQ.EXAMPLE.CN/01/06912345678901/21/ABCDEFGHJKLMNPQRSTUV";
        assertThat(QrCode.of(longer, QrLevel.M).version()).isEqualTo(4);
        assertThat(QrCode.of(longer.replace("QQ.", "Q."), QrLevel.M).version()).isEqualTo(3);
        assertThat(QrCode.of("https://q.example.cn" + longer.substring(21), QrLevel.M).version())
                .isEqualTo(4);
    }

    @Test
    void takesTheShortestCut() {
        assertThat(cut("HTTPS://Q.CN/01/06912345678901/21/ABC"))
                .containsExactly("ALPHANUMERIC@0", "NUMERIC@16", "ALPHANUMERIC@30");
        assertThat(cut("HTTPS://Q.CN/01/0691")).containsExactly("ALPHANUMERIC@0");
        assertThat(cut("https://q.cn/01/06912345678901/21/ABC"))
                .containsExactly("BYTE@0", "NUMERIC@16", "ALPHANUMERIC@30");
        assertThat(cut("1234567a")).containsExactly("NUMERIC@0", "BYTE@7");
        assertThat(cut("12a")).containsExactly("BYTE@0");
    }

    private static List<String> cut(String text) {
        QrSegments segments = new QrSegments(text, false, 0);
        return IntStream.of(segments.starts()).mapToObj(i -> segments.modeAt(i) + "@" + i).toList();
    }

    @Test
    void anElementStringBeginsWithFnc1AndKeepsItsSeparators() {
        String text = "0106912345678901" + "10LOT%7" + "\u001D" + "21ABC\u001Dabc";
        QrCode code = QrCode.of(text, QrOptions.of(QrLevel.M).elementString());
        DecoderResult read = Reader.modules(code);
        assertThat(read.getText()).isEqualTo(text);
        // ]Q3: a QR code with FNC1 in first position.
        assertThat(read.getSymbologyModifier()).isEqualTo(3);
        String capitals = "0106912345678901" + "10%%A%\u001D" + "21ABC\u001D" + "8020A".repeat(30);
        QrCode alphanumeric = QrCode.of(capitals, QrOptions.of(QrLevel.M).elementString());
        assertThat(Reader.modules(alphanumeric).getText()).isEqualTo(capitals);
    }

    @Test
    void theLargestTextsFitAndOneCharacterMoreIsRefused() {
        assertFitsAndNoMore("7".repeat(7_089), QrLevel.L);
        assertFitsAndNoMore("A".repeat(4_296), QrLevel.L);
        assertFitsAndNoMore("a".repeat(2_953), QrLevel.L);
        assertFitsAndNoMore("a".repeat(1_273), QrLevel.H);
        assertFitsAndNoMore("质".repeat(777), QrLevel.M);
    }

    private static void assertFitsAndNoMore(String text, QrLevel level) {
        QrCode code = QrCode.of(text, level);
        assertThat(code.version()).isEqualTo(40);
        assertThat(Reader.modules(code).getText()).isEqualTo(text);
        assertThatThrownBy(() -> QrCode.of(text + text.charAt(0), level))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> QrCode.of("", QrLevel.M)).hasMessageContaining("needs a text");
        assertThatThrownBy(() -> QrCode.of("A\uD83D", QrLevel.M))
                .hasMessageContaining("position 1");
        assertThatThrownBy(() -> QrCode.of("\uDE00", QrLevel.M)).hasMessageContaining("position 0");
        assertThat(Reader.modules(QrCode.of("\uD83D\uDE00", QrLevel.M)).getText())
                .isEqualTo("\uD83D\uDE00");
        QrOptions small = QrOptions.of(QrLevel.H).versions(1, 1);
        assertThatThrownBy(() -> QrCode.of("HELLO WORLD", small)).hasMessageContaining("version 1");
        assertThatThrownBy(() -> small.versions(0, 1)).hasMessageContaining("1 to 40");
        assertThatThrownBy(() -> small.versions(2, 1)).hasMessageContaining("1 to 40");
        assertThatThrownBy(() -> small.versions(1, 41)).hasMessageContaining("1 to 40");
        assertThatThrownBy(() -> small.mask(8)).hasMessageContaining("no mask 8");
    }

    @Test
    void aHigherLevelIsTakenWhenItCostsNothing() {
        QrCode raised = QrCode.of("ABC", QrLevel.L);
        assertThat(raised.level()).isEqualTo(QrLevel.H);
        assertThat(raised.version()).isEqualTo(1);
        QrCode exact = QrCode.of("ABC", QrOptions.of(QrLevel.L).exactly());
        assertThat(exact.level()).isEqualTo(QrLevel.L);
    }

    @Test
    void threadsMakeTheSameSymbols() {
        Random random = Texts.random("threads");
        List<String> texts =
                IntStream.range(0, 400).mapToObj(i -> Texts.mixed(random, 300, true)).toList();
        List<String> together =
                texts.parallelStream().map(t -> Svg.path(QrCode.of(t, QrLevel.M))).toList();
        List<String> alone = texts.stream().map(t -> Svg.path(QrCode.of(t, QrLevel.M))).toList();
        assertThat(together).isEqualTo(alone);
    }
}
