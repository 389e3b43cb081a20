// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.licence.Licence;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.web.Page;
import java.util.List;
import java.util.Set;

/// Small decisions of the verdict page. Stateless.
public final class VerifyWords {
    /// The most steps of a life on the page, which is to stay small; the JSON has all.
    static final int STEPS_SHOWN = 15;

    private static final int PLACE_SHOWN = 80;
    private static final int REASONS_SHOWN = 4;

    /// Business steps of CBV 2.0 that have a word in the messages.
    static final Set<String> STEPS =
            Set.of(
                    "commissioning",
                    "packing",
                    "unpacking",
                    "loading",
                    "unloading",
                    "shipping",
                    "departing",
                    "arriving",
                    "receiving",
                    "storing",
                    "inspecting",
                    "holding",
                    "retail_selling",
                    "returning",
                    "destroying",
                    "decommissioning");

    private VerifyWords() {}

    /// The latest steps, latest first.
    public static List<LifeStep> latest(List<LifeStep> life) {
        return life.reversed().stream().limit(STEPS_SHOWN).toList();
    }

    /// How many steps are not on the page.
    public static int leftOut(List<LifeStep> life) {
        return Math.max(0, life.size() - STEPS_SHOWN);
    }

    /// What happened, in the page's language as far as it is a common step.
    public static String step(Page page, LifeStep step) {
        if (STEPS.contains(step.bizStep())) {
            return page.t("verify.step." + step.bizStep());
        }
        return step.bizStep().isEmpty() ? page.t("verify.step.other") : shorten(step.bizStep());
    }

    /// The reasons that are told to a consumer, the weightiest first.
    public static List<Suspicion.Finding> told(Suspicion suspicion) {
        return suspicion.findings().stream().limit(REASONS_SHOWN).toList();
    }

    /// The host people should see in their browser.
    public static String domain(Page page) {
        return page.absolute("").replaceFirst("https?://", "");
    }

    /// How a page marks the state of a licence.
    public static String licenceTone(Licence licence) {
        return switch (licence.state()) {
            case GRANTED -> "good";
            case SUSPENDED -> "warn";
            case REQUESTED, REFUSED, ENDED -> "";
        };
    }

    /// Where it happened: an identifier.
    public static String place(LifeStep step) {
        return shorten(step.place());
    }

    private static String shorten(String text) {
        return text.length() <= PLACE_SHOWN ? text : text.substring(0, PLACE_SHOWN) + "…";
    }
}
