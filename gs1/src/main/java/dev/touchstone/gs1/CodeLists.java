// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The code lists that ship with the library: countries, currencies, kinds of packages and media.
final class CodeLists {
    static final Set<String> COUNTRIES;
    static final Set<String> COUNTRY_LETTERS;
    static final Set<String> CURRENCIES;
    static final Set<String> MEDIA_TYPES;
    static final Set<String> PACKAGE_TYPES;

    static {
        Map<String, Set<String>> lists = new HashMap<>();
        Collection<String> current = new HashSet<>();
        for (String line : Resources.lines("code-lists.txt")) {
            if (line.endsWith(":")) {
                current = lists.computeIfAbsent(line.substring(0, line.length() - 1), _ -> set());
            } else {
                for (String code : line.split(" ", -1)) {
                    current.add(code);
                }
            }
        }
        COUNTRIES = list(lists, "iso3166");
        COUNTRY_LETTERS = list(lists, "iso3166alpha2");
        CURRENCIES = list(lists, "iso4217");
        MEDIA_TYPES = list(lists, "mediatype");
        PACKAGE_TYPES = list(lists, "packagetype");
    }

    private CodeLists() {}

    private static Set<String> set() {
        return new HashSet<>();
    }

    private static Set<String> list(Map<String, Set<String>> lists, String name) {
        Set<String> codes = lists.get(name);
        if (codes == null) {
            throw new IllegalStateException("no code list is named " + name);
        }
        return Set.copyOf(codes);
    }
}
