// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.pledge.Category;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BadgeTest {
    private static final Messages MESSAGES = Messages.load(List.of("web", "pledge", "roll"));
    private static final Instant AT = Instant.parse("2026-09-10T00:00:00Z");

    private static RollEntry entry(String nameZh, String nameEn, String state) {
        return new RollEntry(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                2026,
                CreditCode.completed("91999999MA000001"),
                new Bilingual(nameZh, nameEn),
                Region.parse("440000"),
                Industry.parse("C"),
                Category.BENCHMARK,
                "0".repeat(64),
                LocalDate.of(2026, 9, 1),
                state,
                "",
                AT,
                AT,
                new UUID(0, 4));
    }

    private static Document parsed(Badge badge) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(badge.svg(MESSAGES)));
    }

    @Test
    void saysTheStateInBothLanguagesAndBothThemes() throws Exception {
        for (String state : RollFilter.STATES) {
            for (Language language : Language.values()) {
                for (boolean dark : new boolean[] {false, true}) {
                    Badge badge = new Badge(entry("合成企业", "Maker", state), language, dark);
                    Element svg = parsed(badge).getDocumentElement();
                    assertThat(svg.getTextContent())
                            .contains(MESSAGES.text(language, "pledge.state." + state))
                            .contains(MESSAGES.text(language, "roll.badge.note"))
                            .contains(language == Language.ZH ? "合成企业" : "Maker");
                    assertThat(svg.getAttribute("role")).isEqualTo("img");
                }
            }
        }
    }

    @Test
    void takesAnyNameAndRefersToNothing() throws Exception {
        String hostile = "\"/><script>alert(1)</script>&<image href='https://x.example'/>\u0001";
        Badge badge = new Badge(entry(hostile, "", "PUBLISHED"), Language.EN, false);
        Document svg = parsed(badge);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("image").getLength()).isZero();
        String text = new String(badge.svg(MESSAGES), StandardCharsets.UTF_8);
        assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("url(", "@import");
    }

    @Test
    void cutsANameThatIsTooWide() {
        assertThat(Badge.cut("a".repeat(38))).isEqualTo("a".repeat(38));
        assertThat(Badge.cut("a".repeat(39))).isEqualTo("a".repeat(38) + "…");
        assertThat(Badge.cut("质".repeat(19))).isEqualTo("质".repeat(19));
        assertThat(Badge.cut("质".repeat(20))).isEqualTo("质".repeat(19) + "…");
        assertThat(Badge.cut("𠀀".repeat(20))).isEqualTo("𠀀".repeat(19) + "…");
    }

    @Test
    void isRecognisedByWhatItShows() {
        byte[] first = new Badge(entry("企业", "", "PUBLISHED"), Language.ZH, false).svg(MESSAGES);
        byte[] second = new Badge(entry("企业", "", "WITHDRAWN"), Language.ZH, false).svg(MESSAGES);
        assertThat(Badge.tag(first)).isEqualTo(Badge.tag(first.clone())).startsWith("\"");
        assertThat(Badge.tag(first)).isNotEqualTo(Badge.tag(second));
    }
}
