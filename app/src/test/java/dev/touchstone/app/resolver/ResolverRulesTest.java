// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverRulesTest {
    private static final String KEY = "/01/09506000134352";
    private static final List<Target> KNOWN =
            List.of(
                    target("", "pip", "zh", "", true, "page-zh"),
                    target("", "pip", "en", "", false, "page-en"),
                    target("", "recipeInfo", "", "CN", false, "recipe-cn"),
                    target("", "recipeInfo", "", "FR", false, "recipe-fr"),
                    target("", "faqs", "", "", false, "faq-1"),
                    target("", "faqs", "", "", false, "faq-2"),
                    target("/22/V", "pip", "", "", false, "variant"),
                    target("/10/L", "certificationInfo", "", "", true, "lot"),
                    target("/21/S", "certificationInfo", "", "", false, "item"));

    private static Target target(
            String rest, String kind, String language, String context, boolean main, String href) {
        return new Target(
                Anchor.parse(KEY + rest),
                new LinkKind(kind),
                "https://maker.example/" + href,
                href,
                language.isEmpty() ? List.of() : List.of(language),
                "",
                context,
                main,
                false);
    }

    private static String chosen(String path, String linkType, String language, String context) {
        Wish wish = Wish.of(linkType, language, "text/html", context);
        return switch (ResolverRules.choose(Anchor.parse(path), wish, KNOWN)) {
            case Choice.To(Target target) -> target.title();
            case Choice.Several(List<Target> targets) -> "several " + targets.size();
            case Choice.All(List<Target> targets) -> "all " + targets.size();
            case Choice.Nothing() -> "nothing";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "'','','','',page-zh",
        "'','',en,'',page-en",
        "'','','fr, en;q=0.5','',page-en",
        "'','',fr,'',page-zh",
        "'',gs1:defaultLink,'','',page-zh",
        "/10/L,'','','',lot",
        "/10/M,'','','',page-zh",
        "/22/V/10/L/21/S,'','','',lot",
        "/21/S,'','','',page-zh",
        "'',gs1:pip,en-GB,'',page-en",
        "'',https://gs1.org/voc/pip,zh,'',page-zh",
        "/22/V,gs1:pip,en,'',variant",
        "/10/L/21/S,gs1:certificationInfo,'','',item",
        "/10/L,gs1:certificationInfo,'','',lot",
        "'',gs1:certificationInfo,'','',nothing",
        "'',gs1:recipeInfo,'',cn,recipe-cn",
        "'',gs1:recipeInfo,'',FR,recipe-fr",
        "'',gs1:recipeInfo,'',DE,several 2",
        "'',gs1:faqs,'','',several 2",
        "'',gs1:dpp,'','',nothing",
        "'',gs1:unheardOf,'','',nothing",
        "'',all,'','',all 6",
        "'',linkset,'','',all 6",
        "/10/L,all,'','',all 7",
        "/22/V/10/L/21/S,all,'','',all 9",
    })
    void choosesTheFinestLinkThatFits(
            String rest, String linkType, String language, String context, String expected) {
        assertThat(chosen(KEY + rest, linkType, language, context)).isEqualTo(expected);
    }

    @Test
    void listsAllOnAcceptAndNothingForUnknownKeys() {
        Wish wish = Wish.of("", "", "application/linkset+json;q=0.9, */*", "");
        assertThat(ResolverRules.choose(Anchor.parse(KEY), wish, KNOWN))
                .isInstanceOf(Choice.All.class);
        assertThat(ResolverRules.choose(Anchor.parse(KEY), wish, List.of()))
                .isInstanceOf(Choice.Nothing.class);
        assertThat(chosen("/00/006141411234567890", "", "", "")).isEqualTo("nothing");
    }

    @Test
    void passesTheQueryOnBeforeAFragment() {
        assertThat(ResolverPages.withQuery("https://a.b/c", "x=1&17=271231"))
                .isEqualTo("https://a.b/c?x=1&17=271231");
        assertThat(ResolverPages.withQuery("https://a.b/c?d=e#f", "x=1"))
                .isEqualTo("https://a.b/c?d=e&x=1#f");
        assertThat(ResolverPages.withQuery("https://a.b/c#f", "")).isEqualTo("https://a.b/c#f");
    }
}
