// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitalLinkTest {
    private static final Gtin GTIN = Gtin.parse("09506000134352");

    @Test
    void buildsTheCanonicalUri() {
        DigitalLink link =
                DigitalLink.of(
                        GTIN, new LotNumber("A/1"), new Serial("12 34".strip().replace(' ', '%')));
        assertThat(link.canonical())
                .isEqualTo("https://id.gs1.org/01/09506000134352/10/A%2F1/21/12%2534");
        assertThat(link.uri("https://q.example.com/x/"))
                .isEqualTo("https://q.example.com/x/01/09506000134352/10/A%2F1/21/12%2534");
        assertThat(DigitalLink.parse(link.uri("https://q.example.com/x"))).isEqualTo(link);
    }

    @Test
    void readsWhatItNames() {
        DigitalLink link =
                DigitalLink.parse("https://e.example/01/09506000134352/10/L1/21/S1?17=271231&x=y");
        assertThat(link.gtin()).contains(GTIN);
        assertThat(link.lot()).contains(new LotNumber("L1"));
        assertThat(link.serial()).contains(new Serial("S1"));
        assertThat(link.attribute("17")).contains("271231");
        assertThat(link.canonical())
                .isEqualTo("https://id.gs1.org/01/09506000134352/10/L1/21/S1?17=271231");
        assertThat(DigitalLink.parse("https://id.gs1.org/00/006141411234567890").sscc())
                .contains(new Sscc("006141411234567890"));
        assertThat(DigitalLink.parse("https://id.gs1.org/414/9506000134307").gln())
                .contains(new Gln("9506000134307"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://e.example/01/09506000134351,01,CHECK_DIGIT,34",
        "https://e.example/01/09506000134352/21/a/10/b,21,ORDER,0",
        "https://e.example/01/09506000134352/22/a/235/b,22,ORDER,0",
        "https://e.example/01/09506000134352/254/a,254,UNKNOWN_AI,0",
        "https://e.example/01/09506000134352/9999/a,9999,UNKNOWN_AI,36",
        "https://e.example/01/09506000134352/21/a%20b,21,CHARACTER,40",
        "https://e.example/01/09506000134352/21/a%FFb,21,ENCODING,39",
        "https://e.example/01/09506000134352/21/a%4,'',ENCODING,40",
        "https://e.example/01/09506000134352?10=x,10,ORDER,0",
        "https://e.example/01/09506000134352?17=271331,17,STRUCTURE,41",
        "https://e.example/01/09506000134352?17=270230,17,STRUCTURE,43",
        "https://e.example/01/09506000134352?99=a&99=b,99,DUPLICATE,0",
        "https://e.example/,'',UNKNOWN_AI,17",
        "https:///01/09506000134352,'',STRUCTURE,8",
        "https://user@e.example/01/09506000134352,'',CHARACTER,12",
        "ftp://e.example/01/09506000134352,'',STRUCTURE,0",
    })
    void saysWhatIsWrongAndWhere(String uri, String ai, Gs1Exception.Rule rule, int position) {
        assertRefused(() -> DigitalLink.parse(uri), ai, rule, position);
        assertThat(DigitalLink.find(uri)).isEmpty();
    }

    private static void assertRefused(
            ThrowingCallable call, String ai, Gs1Exception.Rule rule, int position) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Gs1Exception.class,
                        e -> {
                            assertThat(e.rule()).as(e.getMessage()).isEqualTo(rule);
                            assertThat(e.ai()).isEqualTo(ai);
                            assertThat(e.position()).isEqualTo(position);
                        });
    }

    @Test
    void refusesAStemThatIsMoreThanHostAndPath() {
        DigitalLink link = DigitalLink.of(GTIN);
        for (String stem :
                List.of(
                        "",
                        "example.com",
                        "https://e.example?x=",
                        "https://e.example#",
                        "https://e.example//",
                        "javascript:alert(1)",
                        "https://e.example/ ")) {
            assertThatThrownBy(() -> link.uri(stem)).as(stem).isInstanceOf(Gs1Exception.class);
        }
    }

    @Test
    void readsAUriOfTheLongestLengthAndNoLonger() {
        String head = "https://e.example/";
        String tail = "/01/09506000134352";
        String longest = head + "x".repeat(2_048 - head.length() - tail.length()) + tail;
        assertThat(longest).hasSize(DigitalLink.URI_CHARS_MAX);
        assertThat(DigitalLink.parse(longest).gtin()).contains(GTIN);
        assertRefused(
                () -> DigitalLink.parse(longest.replace("/x", "/xx")),
                "",
                Gs1Exception.Rule.LENGTH,
                2_048);
    }

    @Test
    void carriesNoMoreAttributesThanTheLimit() {
        List<Element> attributes = new ArrayList<>();
        for (int i = 0; i <= 5; i++) {
            for (int ten = 310; ten <= 316; ten++) {
                attributes.add(new Element("" + ten + i, "000001"));
            }
            attributes.add(new Element("320" + i, "000001"));
            attributes.add(new Element("330" + i, "000001"));
            attributes.add(new Element("390" + i, "1"));
            attributes.add(new Element("392" + i, "1"));
        }
        Element key = new Element("01", GTIN.digits());
        List<Element> most = attributes.subList(0, DigitalLink.ATTRIBUTES_MAX);
        DigitalLink link = new DigitalLink(key, List.of(), most);
        assertThat(DigitalLink.parse(link.canonical())).isEqualTo(link);
        List<Element> tooMany = attributes.subList(0, DigitalLink.ATTRIBUTES_MAX + 1);
        assertRefused(
                () -> new DigitalLink(key, List.of(), tooMany), "01", Gs1Exception.Rule.LENGTH, 0);
        String uri = link.canonical() + "&" + tooMany.getLast().ai() + "=1";
        assertThatThrownBy(() -> DigitalLink.parse(uri)).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void onlyEverRefusesHostileUris() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("DigitalLinkTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        String base = "https://id.gs1.org/01/09506000134352/10/AB%2FC/21/S%25?17=271231&99=x";
        String alphabet = "/%?&=#:+0123456789abfF[]@.\u0000\u00e9\ud800\uffff ";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(base);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            String uri = text.toString();
            var link = DigitalLink.find(uri);
            if (link.isPresent()) {
                read++;
                String canonical = link.get().canonical();
                assertThat(DigitalLink.parse(canonical)).as(uri).isEqualTo(link.get());
                assertThat(DigitalLink.parse(canonical).canonical()).isEqualTo(canonical);
                assertThat(ItemKey.of(uri)).isEqualTo(ItemKey.of(canonical));
            }
            try {
                assertThat(ItemKey.of(ItemKey.of(uri).uri())).isEqualTo(ItemKey.of(uri));
            } catch (Gs1Exception refusal) {
                assertThat(refusal.getMessage()).isASCII();
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void agreesWithThePublishedParseCases() throws IOException {
        String folder = System.getProperty("touchstone.conformance", "");
        Path file = Path.of(folder, "digital-link", "dl-parse.tsv");
        assumeTrue(
                !folder.isBlank() && Files.exists(file),
                "touchstone.conformance names no folder with digital-link cases");
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("valid") || (cells.length > 3 && cells[3].startsWith("Permit"))) {
                continue;
            }
            cases++;
            if (DigitalLink.find(cells[1]).isPresent() != Boolean.parseBoolean(cells[0])) {
                wrong.add(line);
            }
        }
        assertThat(cases).isGreaterThan(40);
        assertThat(wrong).isEmpty();
    }
}
