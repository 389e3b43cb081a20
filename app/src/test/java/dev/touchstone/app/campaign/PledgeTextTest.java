// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PledgeTextTest {
    @Test
    void readsWhatIsTyped() {
        PledgeText text = CampaignFixtures.text();
        assertThat(text.title().zh()).isEqualTo("质量诚信倡议");
        assertThat(text.parts()).hasSize(2);
        assertThat(text.parts().getFirst().commitments()).hasSize(2);
        assertThat(text.parts().get(1).commitments().getFirst().body().en())
                .isEqualTo("Everybody is welcome to watch.");
    }

    @Test
    void isTheSameAfterStoringAndHashesEveryWord() {
        PledgeText text = CampaignFixtures.text();
        PledgeText again = PledgeText.ofCanonical(text.canonical());
        assertThat(again).isEqualTo(text);
        assertThat(again.hash()).isEqualTo(text.hash()).matches("[0-9a-f]{64}");
        PledgeText other =
                new PledgeText(new Bilingual(text.title().zh() + "。", "x"), text.parts());
        assertThat(other.hash()).isNotEqualTo(text.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# 题 | T",
                "# 题 | T\n## 一 | 1",
                "# 题 | T\n## 一 | 1\n### 诺 | c",
                "## 一 | 1\n### 诺 | c\n文 | b",
                "# 题 | T\n## 一 | 1\n文 | b",
                "# 题\n## 一 | 1\n### 诺 | c\n文 | b",
                "# 题 | T\n## 一 | 1\n### 诺 | c\n文 | b | x",
                "# 题 | T\n## 一 | 1\n### 诺 | c\n| b"
            })
    void refusesWhatHasNoWholeShape(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PledgeTextFormat.read(typed))
                .withMessageStartingWith("line ");
    }

    @Test
    void countsWholeDaysOfChineseTime() {
        Window window = Window.of(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30));
        assertThat(window.contains(Instant.parse("2026-08-31T16:00:00Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2026-08-31T15:59:59.999Z"))).isFalse();
        assertThat(window.contains(Instant.parse("2026-09-30T15:59:59.999Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2026-09-30T16:00:00Z"))).isFalse();
        assertThat(window.lastDay()).isEqualTo(LocalDate.of(2026, 9, 30));
    }
}
