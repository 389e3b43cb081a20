// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    // What GS1's own demonstration of compression shows for this GTIN.
    @Test
    void agreesWithThePublishedExample() {
        String uri = "http://example.org/AQnYUc1gmg";
        assertThat(Compression.isCompressed(uri)).isTrue();
        DigitalLink link = Compression.decompress(uri).link();
        assertThat(link.canonical()).isEqualTo("https://id.gs1.org/01/05412345000013");
        assertThat(Compression.compress(link, "http://example.org")).isEqualTo(uri);
    }

    @Test
    void readsALongerPublishedExample() {
        LinkReading reading =
                Compression.decompress("http://example.org/AQnYUc1gmiERBhQ0ytiyZuAGOLc1TQ?k1=v1");
        assertThat(reading.link().gtin()).contains(new Gtin("05412345000013"));
        assertThat(DigitalLink.parse(reading.link().canonical())).isEqualTo(reading.link());
        assertThat(reading.parameter("k1")).contains("v1");
    }

    @Test
    void packsKeyAndSerialTightly() {
        DigitalLink link = DigitalLink.parse("https://id.gs1.org/01/09506000134352/21/12345");
        String packed = Compression.compress(link, "https://e.example/");
        assertThat(packed).hasSizeLessThan(link.canonical().length());
        assertThat(packed).matches("https://e.example/[A-Za-z0-9_-]{14}");
        assertThat(Compression.isCompressed(packed)).isTrue();
        assertThat(Compression.isCompressed(link.canonical())).isFalse();
        assertThat(Compression.decompress(packed).link()).isEqualTo(link);
    }

    @Test
    void keepsAttributesAndParametersOfTheQuery() {
        DigitalLink link = DigitalLink.parse("https://id.gs1.org/01/09506000134352/10/L1");
        String packed = Compression.compress(link, "https://e.example");
        LinkReading reading = Compression.decompress(packed + "?17=271231&linkType=gs1:pip");
        assertThat(reading.link().attribute("17")).contains("271231");
        assertThat(reading.parameter("linkType")).contains("gs1:pip");
        assertThat(reading.link().withoutAttributes()).isEqualTo(link);
    }

    @Test
    void takesThePrimaryKeyFromThePath() {
        BitWriter out = new BitWriter();
        out.put(2, 4);
        out.put(1, 4);
        CompressedValue.write(AiTable.require("21", 0), "Ab-9", out);
        String uri = "https://e.example/stem/01/09506000134352/" + out.base64();
        assertThat(Compression.decompress(uri).link().canonical())
                .isEqualTo("https://id.gs1.org/01/09506000134352/21/Ab-9");
    }

    @Test
    void readsForeignParameters() {
        BitWriter out = new BitWriter();
        out.put(0x0C, 8);
        CompressedValue.write(AiTable.require("01", 0), "09506000134352", out);
        CompressedValue.write(AiTable.require("21", 0), "007", out);
        out.put(0xF, 4);
        out.put(4, 7);
        CompressedText.BASE_64.write("lang", out);
        CompressedText.HEX_LOWER.writeName(out);
        out.put(2, 7);
        CompressedText.HEX_LOWER.write("de", out);
        LinkReading reading = Compression.decompress("https://e.example/" + out.base64());
        assertThat(reading.link().serial()).contains(new Serial("007"));
        assertThat(reading.parameter("lang")).contains("de");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://e.example/",
                "https://e.example/A",
                "https://e.example/____",
                "https://e.example/a.b",
                "https://e.example/gAAAA",
                "e.example/AQnYUc1gmg",
                "https://e.example/AQnYUc1gmiER",
            })
    void refusesWhatIsNotCompressed(String uri) {
        assertThatThrownBy(() -> Compression.decompress(uri)).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void boundsWhatIsRead() {
        String uri = "https://e.example/" + "A".repeat(Compression.COMPRESSED_CHARS_MAX + 1);
        assertThatThrownBy(() -> Compression.decompress(uri))
                .isInstanceOf(Gs1Exception.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void decompressesWhatItCompressed() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("CompressionTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            DigitalLink link = RandomElements.link(random);
            String packed = Compression.compress(link, "https://e.example");
            assertThat(Compression.decompress(packed).link()).as(packed).isEqualTo(link);
            assertThat(DigitalLink.parse(link.canonical())).isEqualTo(link);
        }
    }

    @Test
    void onlyEverRefusesHostileUris() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("CompressionTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            if (random.nextBoolean()) {
                text.append(Compression.compress(RandomElements.link(random), "https://e.example"));
            } else {
                text.append("https://e.example/");
            }
            for (int c = random.nextInt(8); c > 0; c--) {
                text.insert(
                        18 + random.nextInt(text.length() - 17),
                        BitReader.ALPHABET.charAt(random.nextInt(64)));
            }
            try {
                LinkReading reading = Compression.decompress(text.toString());
                assertThat(DigitalLink.parse(reading.link().canonical())).isEqualTo(reading.link());
            } catch (Gs1Exception refusal) {
                assertThat(refusal.getMessage()).isASCII();
            }
        }
    }
}
