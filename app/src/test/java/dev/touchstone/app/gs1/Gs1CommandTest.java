// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class Gs1CommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new Gs1Command())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void saysWhatATextHolds() {
        assertThat(run("parse", "--lang", "en", "]d2010950600013435210AB\u001d17271231")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "(01) GTIN: 09506000134352",
                        "(10) BATCH/LOT: AB",
                        "(17) USE BY or EXPIRY: 271231",
                        "for people: (01)09506000134352(10)AB(17)271231",
                        "in a symbol: ^010950600013435210AB^17271231",
                        "Digital Link: https://id.gs1.org/01/09506000134352/10/AB?17=271231",
                        "EPC URN: urn:epc:class:lgtin:9506000.013435.AB");
    }

    @Test
    void readsUrnsAndCompressedLinksInChineseToo() {
        assertThat(run("parse", "--lang", "zh", "urn:epc:id:sgtin:0614141.107346.S")).isZero();
        assertThat(out.toString()).contains("数字链接：https://id.gs1.org/01/10614141073464/21/S\n");
        assertThat(run("parse", "http://example.org/AQnYUc1gmg", "--lang=en")).isZero();
        assertThat(out.toString())
                .contains("/01/05412345000013\n")
                .contains("note: the length of the company prefix in 05412345000013 is not known");
        assertThat(run("parse", "(10)A", "--lang=en")).isZero();
        assertThat(out.toString()).contains("no Digital Link").contains("note: AI 10, position 0");
    }

    @Test
    void namesIdentifierPositionAndRule() {
        assertThat(run("parse", "--lang", "en", "(01)09506000134351")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "touchstone: AI 01, position 17: wrong check digit or check characters"
                                + " (AI 01 has check digit 1 where 2 is due");
        assertThat(run("parse", "--lang", "zh", "urn:epc:id:sgtin:1.2")).isEqualTo(1);
        assertThat(err.toString()).contains("应用标识符 01，位置 17：");
        assertThat(run("parse", "urn:epc:id:gid:1.2.3")).isEqualTo(1);
        assertThat(run("parse")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void writesEveryForm() {
        String text = "(01)09506000134352(21)S1";
        assertThat(run("build", text)).isZero();
        assertThat(run("build", text, "--stem", "https://e.example/q")).isZero();
        assertThat(run("build", text, "--form", "compressed", "--stem=https://e.example")).isZero();
        assertThat(run("build", text, "--form=fnc1")).isZero();
        assertThat(run("build", "^010950600013435221S1", "--form=bracketed")).isZero();
        assertThat(run("build", text, "--form=scan", "--symbology=data_matrix")).isZero();
        assertThat(run("build", text, "--form=epc")).isZero();
        assertThat(run("build", text, "--form=epc", "--prefix-digits=9")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "https://id.gs1.org/01/09506000134352/21/S1",
                        "https://e.example/q/01/09506000134352/21/S1",
                        "https://e.example/DBFKk4XBoRN9Ug".replace("DBFKk4XBoRN9Ug", packed()),
                        "^010950600013435221S1",
                        "(01)09506000134352(21)S1",
                        "]d2010950600013435221S1",
                        "urn:epc:id:sgtin:9506000.013435.S1",
                        "urn:epc:id:sgtin:950600013.0435.S1");
    }

    private String packed() {
        return out.toString().lines().toList().get(2).substring("https://e.example/".length());
    }

    @Test
    void buildsOnlyWhatGoesTogether() {
        assertThat(run("build", "(10)A", "--form=fnc1", "--lang=en")).isEqualTo(1);
        assertThat(err.toString()).contains("lacks a companion");
        assertThat(run("build", "(10)A", "--form=fnc1", "--alone")).isZero();
        assertThat(run("build", "(01)12312312312333", "--form=epc", "--lang=en")).isEqualTo(1);
        assertThat(err.toString()).contains("no EPC URN");
        assertThat(run("build", "(01)12312312312333", "--prefix-digits=3")).isEqualTo(2);
        assertThat(run("build", "(01)12312312312333", "--stem=ftp://x", "--lang=en")).isEqualTo(1);
    }

    @Test
    void takesATableOfPrefixes() throws IOException {
        Path table = folder.resolve("prefixes.xml");
        Files.writeString(table, "<list><entry prefix='231' gcpLength='8'/></list>");
        String with = "--prefixes=" + table;
        String text = "(01)12312312312333(21)S";
        assertThat(run("build", text, "--form=epc", with)).isZero();
        assertThat(run("parse", text, "--lang=en", with)).isZero();
        assertThat(out.toString())
                .startsWith("urn:epc:id:sgtin:23123123.11233.S\n")
                .contains("EPC URN: urn:epc:id:sgtin:23123123.11233.S")
                .doesNotContain("not known");
        Files.writeString(table, "<list/>");
        assertThat(run("parse", text, with)).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read " + table + ": a list of company");
        assertThat(run("parse", text, "--prefixes=" + folder.resolve("none"))).isEqualTo(2);
    }

    @Test
    void checksAFileLineByLine() throws IOException {
        Path file = folder.resolve("texts");
        Files.writeString(
                file, "(01)09506000134352\n\n(10)A\nhttps://e.example/01/09506000134351\n");
        assertThat(run("lint", file.toString(), "--lang=en")).isEqualTo(1);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("line 3: AI 10, position 0: lacks"),
                        l -> assertThat(l).startsWith("line 4: AI 01, position 34: wrong check"),
                        l -> assertThat(l).isEqualTo("lines 4, wrong 2"));
        Files.writeString(file, "(10)A\n");
        assertThat(run("lint", file.toString(), "--alone")).isZero();
        assertThat(run("lint", folder.resolve("none").toString(), "--lang=en")).isEqualTo(3);
        assertThat(err.toString()).contains("cannot read");
    }
}
