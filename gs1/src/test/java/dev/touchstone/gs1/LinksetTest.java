// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksetTest {
    private static final Linkset.Target TARGET =
            new Linkset.Target(
                    "https://maker.example/p?a=\"b\"".replace("\"", "%22"),
                    "\u4ea7\u54c1 \"page\"",
                    List.of("zh", "en"),
                    "text/html",
                    List.of("CN"));
    private static final Linkset SET =
            new Linkset(
                    List.of(
                            new Linkset.Context(
                                    "https://id.gs1.org/01/09506000134352",
                                    "Rice",
                                    Map.of(Linkset.GS1_VOCABULARY + "pip", List.of(TARGET)))));

    @Test
    void readsBackWhatItWrites() {
        for (Linkset.Profile profile : Linkset.Profile.values()) {
            assertThat(Linkset.parse(SET.json(), profile)).isEqualTo(SET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"linkset\":{}}",
                "{\"linkset\":[{}]}",
                "{\"linkset\":[{\"next\":[{\"href\":\"https://a.b/c\"}]}]}",
                "{\"linkset\":[{\"anchor\":\"https://a.b\",\"next\":{\"href\":\"https://a.b\"}}]}",
                "{\"linkset\":[{\"anchor\":\"https://a.b\",\"next\":[{\"title\":\"x\"}]}]}",
                "{\"linkset\":[{\"anchor\":\"a b\"}]}",
                "{\"linkset\":[{\"anchor\":\"https://a.b\",\"next\":"
                        + "[{\"href\":\"https://a.b/c\",\"hreflang\":\"en\"}]}]}",
                "{\"linkset\":[{\"anchor\":\"https://a.b\",\"next\":"
                        + "[{\"href\":\"https://a.b/c\",\"type\":\"html\"}]}]}",
                "{\"linkset\":[{\"anchor\":\"https://a.b\",\"next\":"
                        + "[{\"href\":\"https://a.b/c\",\"own\":\"x\"}]}]}",
                "{\"linkset\":[{\"anchor\":\"https://a.b\"}],\"more\":1}",
            })
    void refusesWhatRfc9264Forbids(String json) {
        assertThatThrownBy(() -> Linkset.parse(json, Linkset.Profile.RFC_9264))
                .isInstanceOf(Gs1Exception.class);
    }

    @Test
    void takesOwnMembersAndNotesUnlessGs1Asks() {
        String json =
                """
                {"@context": {}, "linkset": [{"creator": "x", "_comment": "y"},
                 {"anchor": "https://a.b", "next": [{"href": "https://a.b/c",
                 "title*": [{"value": "t", "language": "en"}], "own": ["x"]}]}]}""";
        Linkset read = Linkset.parse(json, Linkset.Profile.RFC_9264);
        assertThat(read.contexts()).hasSize(2);
        assertThatThrownBy(() -> Linkset.parse(json, Linkset.Profile.GS1))
                .isInstanceOf(Gs1Exception.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"itemDescription", "title"})
    void gs1WantsDescriptionAndTitles(String name) {
        String json = SET.json().replaceFirst("\"" + name + "\":\"([^\"\\\\]|\\\\.)*\",", "");
        assertThat(json).doesNotContain(name);
        Linkset.parse(json, Linkset.Profile.RFC_9264);
        assertThatThrownBy(() -> Linkset.parse(json, Linkset.Profile.GS1))
                .isInstanceOf(Gs1Exception.class)
                .hasMessageContaining("needs the member " + name);
    }

    @Test
    void namesTheMemberByItsPointer() {
        String json = SET.json().replace("\"text/html\"", "7");
        assertThatThrownBy(() -> Linkset.parse(json, Linkset.Profile.GS1))
                .hasMessageContaining("/linkset/0/https:~1~1gs1.org~1voc~1pip/0/type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1 2]",
                "01",
                "1.",
                "tru",
                "\"\\x\"",
                "\"\n\"",
                "{\"a\":1,\"a\":2}",
                "\"\\u12\"",
                "[1]]",
                "1e9999",
                "-",
                "\"abc"
            })
    void refusesWhatIsNoJson(String json) {
        assertThatThrownBy(() -> Json.parse(json)).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void boundsDepthAndLength() {
        int depth = Json.DEPTH_MAX;
        Json.parse("[".repeat(depth) + "]".repeat(depth));
        assertThatThrownBy(() -> Json.parse("[".repeat(depth + 1) + "]".repeat(depth + 1)))
                .isInstanceOf(Gs1Exception.class);
        Json.parse("\"" + "a".repeat(Json.CHARS_MAX - 2) + "\"");
        assertThatThrownBy(() -> Json.parse("\"" + "a".repeat(Json.CHARS_MAX - 1) + "\""))
                .isInstanceOf(Gs1Exception.class);
    }

    @Test
    void onlyEverRefusesHostileTexts() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("LinksetTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        String alphabet = "{}[]\",:\\u01eE-+.tfn \u0000\u00e9\ud800";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(SET.json());
            for (int change = random.nextInt(5); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 ->
                            text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                Linkset read = Linkset.parse(text.toString(), Linkset.Profile.RFC_9264);
                if (read.contexts().stream().noneMatch(c -> c.anchor().isEmpty())) {
                    assertThat(Linkset.parse(read.json(), Linkset.Profile.RFC_9264))
                            .isEqualTo(read);
                }
            } catch (Gs1Exception refusal) {
                assertThat(refusal.getMessage()).isASCII();
            }
        }
    }
}
