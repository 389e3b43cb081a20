// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
    @Test
    void writesTheCanonicalForm() {
        assertThat(
                        StrictJson.text(
                                StrictJson.parse(
                                        "{ \"b\": [1.0, 1e2, 0.10], \"a\": \"\\u8d28\" }")))
                .isEqualTo("{\"a\":\"质\",\"b\":[1,100,0.1]}");
    }

    @Test
    void refusesWhatTwoReadersCouldUnderstandDifferently() {
        for (String text :
                List.of(
                        "{\"a\":1,\"a\":2}",
                        "{\"o\":{\"a\":1,\"a\":2}}",
                        "{\"a\":9007199254740993}",
                        "{\"a\":9007199254740992}",
                        "{\"a\":1e400}",
                        "{\"a\":1e-400}",
                        "{\"a\":0.10000000000000000555}",
                        "{\"a\":NaN}",
                        "{\"a\":\"\\ud800\"}",
                        "{\"\\udc00\":1}",
                        "{} {}",
                        "{'a':1}",
                        "{\"a\":1,}",
                        "{/**/}")) {
            assertThatThrownBy(() -> StrictJson.parse(text))
                    .as(text)
                    .isInstanceOf(MalformedDocument.class);
        }
        assertThat(StrictJson.text(StrictJson.parse("{\"a\":9007199254740991}")))
                .isEqualTo("{\"a\":9007199254740991}");
    }

    @Test
    void readsUpToItsLimitsAndNotPastThem() {
        String deepest = "{\"a\":".repeat(StrictJson.DEPTH_MAX) + "1" + "}".repeat(32);
        assertThat(StrictJson.parse(deepest)).isNotEmpty();
        assertThatThrownBy(() -> StrictJson.parse("{\"a\":" + deepest + "}"))
                .isInstanceOf(MalformedDocument.class);
        String blank = "{}" + " ".repeat(StrictJson.CHARS_MAX - 2);
        assertThat(StrictJson.parse(blank)).isEmpty();
        assertThatThrownBy(() -> StrictJson.parse(blank + " "))
                .isInstanceOf(MalformedDocument.class);
    }

    @Test
    void base58KeepsBytes() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("touchstone.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(66)];
            random.nextBytes(bytes);
            for (int i = 0; i < random.nextInt(4) && i < bytes.length; i++) {
                bytes[i] = 0;
            }
            assertThat(Multibase.fromBase58(Multibase.base58(bytes))).isEqualTo(bytes);
            assertThat(Multibase.fromBase64url(Multibase.base64url(bytes))).isEqualTo(bytes);
        }
        assertThatThrownBy(() -> Multibase.fromBase58("z" + "2".repeat(128)))
                .isInstanceOf(MalformedDocument.class);
    }
}
