// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.Limits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
    private static final List<String> KNOWN = List.of("a", "b");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Bench.run(List.of(args), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static Settings parse(String line) {
        return Settings.parse(List.of(line.split(" ", -1)), KNOWN);
    }

    @Test
    void readsNamesAndTimes() {
        assertThat(parse("a")).isEqualTo(new Settings(List.of("a"), Settings.DEFAULT));
        assertThat(parse("all --short")).isEqualTo(new Settings(KNOWN, Settings.SHORT));
        assertThat(parse("b --seconds 3600").perFigure()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c",
                "--short",
                "a --seconds",
                "a --seconds 0",
                "a --seconds 3601",
                "a --seconds -1",
                "a --seconds 1.5",
                "a --long"
            })
    void refusesWhatItCannotUnderstand(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(Settings.Unusable.class);
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(run("marble")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no benchmark is named marble")
                .contains("start, order, spine");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void printsOneLineAFigureWithItsPeer() {
        assertThat(run("gs1", "--seconds", "1")).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .allMatch(
                        line ->
                                line.matches(
                                        "bench gs1 [a-z-]+ [0-9.]+ parses/s ratio [0-9.]+ to"
                                                + " java.net.URI"));
    }

    @Test
    void writesNumbersWithoutExponent() {
        Figures figures = new Figures("x", new PrintWriter(out, true), new PrintWriter(err, true));
        figures.figure("large", 12_345_678.9, "things/s");
        figures.figure("small", 0.0123, "s", 12.34, "peer");
        assertThat(out.toString())
                .isEqualTo(
                        "bench x large 12345679 things/s\n"
                                + "bench x small 0.012 s ratio 12.3 to peer\n");
    }

    @Test
    void takesTheMedianAndTheQuantile() {
        assertThat(Timed.median(new double[] {9, 1, 5})).isEqualTo(5);
        assertThat(Timed.median(new double[] {1, 2, 3, 10})).isEqualTo(2.5);
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (i + 1) * 1_000_000L;
        }
        assertThat(Load.quantile(nanos, 0.99)).isEqualTo(99);
        assertThat(Load.quantile(nanos, 0.5)).isEqualTo(50);
        assertThat(Load.quantile(new long[] {7_000_000}, 0.99)).isEqualTo(7);
    }

    @Test
    void measuresDocumentsThatAreValid() {
        byte[] document = EpcisBench.document(100);
        assertThat(EpcisReader.capture(document, Limits.CAPTURE, (e, i) -> {}).eventCount())
                .isEqualTo(100);
    }
}
