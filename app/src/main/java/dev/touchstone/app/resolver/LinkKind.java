// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.gs1.Linkset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A kind of link of the GS1 Web vocabulary, such as `pip` for product information.
///
/// Only these are taken: GS1-Conformant Resolver 1.2 forbids kinds that double those of GS1, and
/// nobody has needed others yet. GS1 adds kinds and never removes one; the list grows with it.
///
/// @param name the name within the vocabulary
record LinkKind(String name) implements Comparable<LinkKind> {
    static final LinkKind DEFAULT = new LinkKind("defaultLink");
    static final LinkKind PRODUCT_PAGE = new LinkKind("pip");
    static final LinkKind VERIFICATION = new LinkKind("verificationService");

    private static final Set<String> NAMES =
            Set.copyOf(
                    List.of(
                            "activityIdeas",
                            "allergenInfo",
                            "appDownload",
                            "brandHomepageClinical",
                            "brandHomepagePatient",
                            "careersInfo",
                            "certificationInfo",
                            "consumerHandlingStorageInfo",
                            "dpp",
                            "eifu",
                            "epcis",
                            "epil",
                            "eventsInfo",
                            "faqs",
                            "handledBy",
                            "hasRetailers",
                            "homepage",
                            "ingredientsInfo",
                            "instructions",
                            "jws",
                            "leaveReview",
                            "locationInfo",
                            "logisticsInfo",
                            "loyaltyProgram",
                            "masterData",
                            "menuInfo",
                            "nutritionalInfo",
                            "openingHoursInfo",
                            "paymentLink",
                            "pip",
                            "productSustainabilityInfo",
                            "promotion",
                            "purchaseSuppliesOrAccessories",
                            "quickStartGuide",
                            "recallStatus",
                            "recipeInfo",
                            "registerProduct",
                            "registryEntry",
                            "relatedImage",
                            "relatedVideo",
                            "review",
                            "safetyInfo",
                            "scheduleTime",
                            "serviceInfo",
                            "smartLabel",
                            "smpc",
                            "socialMedia",
                            "statisticInfo",
                            "subscribe",
                            "support",
                            "sustainabilityInfo",
                            "traceability",
                            "tutorial",
                            "userAgreement",
                            "verificationService",
                            "whatsInTheBox"));
    private static final List<String> STARTS =
            List.of("gs1:", Linkset.GS1_VOCABULARY, "https://www.gs1.org/voc/", "");

    /// Reads `gs1:pip`, `https://gs1.org/voc/pip` or `pip`; empty for what is no such kind.
    static Optional<LinkKind> find(String text) {
        for (String start : STARTS) {
            if (text.startsWith(start)) {
                String name = text.substring(start.length());
                return NAMES.contains(name) ? Optional.of(new LinkKind(name)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Whether a query asks for the default link by name.
    static boolean isDefault(String text) {
        return STARTS.stream().anyMatch(start -> text.equals(start + DEFAULT.name));
    }

    /// The names of all kinds, sorted.
    static List<String> names() {
        return List.copyOf(new TreeSet<>(NAMES));
    }

    String uri() {
        return Linkset.GS1_VOCABULARY + name;
    }

    @Override
    public int compareTo(LinkKind other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return "gs1:" + name;
    }
}
