// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.web.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Our calendars, read by another program.
class ICalendarTest {
    private static final Instant FROM = Instant.parse("2026-09-12T01:30:00Z");
    private static final String URL = "https://quality.example";

    private static OpenDay day(String topic, String about, OpenDay.State state, int sequence) {
        return new OpenDay(
                new UUID(7, 9),
                new UUID(0, 1),
                new Bilingual("合成企业", "Synthetic; maker, Ltd."),
                new UUID(0, 2),
                new OpenDay.Plan(
                        "一号厂",
                        Region.parse("440000"),
                        "示例路1号",
                        FROM,
                        FROM.plusSeconds(7_200),
                        FROM,
                        new Bilingual(topic, topic),
                        new Bilingual(about, about),
                        20,
                        Set.of("zh"),
                        "",
                        ""),
                state,
                sequence,
                state == OpenDay.State.CANCELLED ? "停电" : "",
                FROM.minusSeconds(60),
                0,
                0,
                Optional.empty());
    }

    private static VEvent read(OpenDay day, Language language) {
        byte[] text = ICalendar.of(List.of(day), "质量开放日", URL, language, FROM);
        for (String line : new String(text, StandardCharsets.UTF_8).split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
        }
        List<VEvent> events =
                Biweekly.parse(new String(text, StandardCharsets.UTF_8)).first().getEvents();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    @Test
    void anotherProgramReadsWhenWhereAndWhat() {
        VEvent event = read(day("参观", "第一行\n第二行", OpenDay.State.PUBLISHED, 3), Language.ZH);
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(FROM);
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(FROM.plusSeconds(7_200));
        assertThat(event.getSummary().getValue()).isEqualTo("合成企业: 参观");
        assertThat(event.getLocation().getValue()).isEqualTo("一号厂, 示例路1号");
        assertThat(event.getDescription().getValue()).startsWith("第一行\n第二行\n" + URL);
        assertThat(event.getUid().getValue()).isEqualTo(new UUID(7, 9) + "@quality.example");
        assertThat(event.getSequence().getValue()).isEqualTo(3);
        assertThat(event.getStatus().isConfirmed()).isTrue();
    }

    @Test
    void saysThatADayWasCancelled() {
        VEvent event = read(day("参观", "x", OpenDay.State.CANCELLED, 4), Language.EN);
        assertThat(event.getStatus().isCancelled()).isTrue();
        assertThat(event.getSummary().getValue()).startsWith("Synthetic; maker, Ltd.: ");
    }

    @Test
    void givesBackAnyText() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        Random random = new Random(seed);
        String pieces = "质量开放日𠀀é\\;,:\n\"'aA0 -";
        int[] points = pieces.codePoints().toArray();
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("x");
            int length = random.nextInt(200);
            for (int k = 0; k < length; k++) {
                text.appendCodePoint(points[random.nextInt(points.length)]);
            }
            text.append('y');
            VEvent event = read(day("t", text.toString(), OpenDay.State.PUBLISHED, 0), Language.ZH);
            assertThat(event.getDescription().getValue())
                    .as("seed %d", seed)
                    .isEqualTo(text + "\n" + URL + "/open-days/" + new UUID(7, 9));
        }
    }
}
