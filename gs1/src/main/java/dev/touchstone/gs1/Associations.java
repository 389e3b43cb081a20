// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;

/// Which application identifiers need, and which exclude each other (GS1 General Specifications,
/// section 4.13).
final class Associations {
    private Associations() {}

    static List<Gs1Exception> violations(List<Element> elements) {
        List<Gs1Exception> found = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String number = elements.get(i).ai();
            ApplicationIdentifier ai = AiTable.require(number, 0);
            for (List<List<String>> groups : ai.needs()) {
                if (groups.stream().noneMatch(group -> all(group, elements))) {
                    found.add(
                            new Gs1Exception(
                                    number,
                                    i,
                                    Gs1Exception.Rule.REQUIRED,
                                    "AI %s needs %s beside it".formatted(number, words(groups))));
                }
            }
            for (String pattern : ai.excludes()) {
                elements.stream()
                        .map(Element::ai)
                        .filter(other -> !other.equals(number) && matches(pattern, other))
                        .distinct()
                        .forEach(other -> found.add(excluded(number, other)));
            }
        }
        return List.copyOf(found);
    }

    private static Gs1Exception excluded(String ai, String other) {
        return new Gs1Exception(
                ai,
                0,
                Gs1Exception.Rule.EXCLUDED,
                "AI %s may not stand beside AI %s".formatted(ai, other));
    }

    private static String words(List<List<String>> groups) {
        return String.join(
                " or ", groups.stream().map(group -> String.join(" with ", group)).toList());
    }

    private static boolean all(List<String> group, List<Element> elements) {
        for (String pattern : group) {
            if (elements.stream().noneMatch(element -> matches(pattern, element.ai()))) {
                return false;
            }
        }
        return true;
    }

    static boolean matches(String pattern, String ai) {
        if (pattern.length() != ai.length()) {
            return false;
        }
        for (int i = 0; i < ai.length(); i++) {
            if (pattern.charAt(i) != 'n' && pattern.charAt(i) != ai.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
