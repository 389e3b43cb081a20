// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What a request asks for besides the thing itself. Immutable.
///
/// @param linkType `linkType` of the query; empty for the default link
/// @param languages accepted language tags in lower case, the most wanted first
/// @param mediaTypes accepted media types in lower case, as sent
/// @param context `context` of the query; empty when not given
record Wish(String linkType, List<String> languages, List<String> mediaTypes, String context) {
    private static final int TAGS_MAX = 20;

    /// An accepted language with its weight.
    private record Weighted(String tag, double weight) {}

    Wish {
        languages = List.copyOf(languages);
        mediaTypes = List.copyOf(mediaTypes);
    }

    static Wish of(String linkType, String acceptLanguage, String accept, String context) {
        List<Weighted> languages = new ArrayList<>();
        for (String part : acceptLanguage.toLowerCase(Locale.ROOT).split(",", TAGS_MAX + 1)) {
            String[] pieces = part.strip().split(";", 2);
            String tag = pieces[0].strip();
            double weight = pieces.length > 1 ? weight(pieces[1].strip()) : 1;
            if (!tag.isEmpty() && !tag.equals("*") && weight > 0) {
                languages.add(new Weighted(tag, weight));
            }
        }
        languages.sort(Comparator.comparingDouble(w -> -w.weight));
        List<String> types = new ArrayList<>();
        for (String part : accept.toLowerCase(Locale.ROOT).split(",", TAGS_MAX + 1)) {
            types.add(part.split(";", 2)[0].strip());
        }
        List<String> tags = languages.stream().map(Weighted::tag).limit(TAGS_MAX).toList();
        return new Wish(linkType, tags, types, context);
    }

    private static double weight(String parameter) {
        return parameter.matches("q=(0([.][0-9]{1,3})?|1([.]0{1,3})?)")
                ? Double.parseDouble(parameter.substring(2))
                : 1;
    }

    /// Whether all links are asked for, as a list.
    boolean wantsAll() {
        return linkType.equals("all")
                || linkType.equals("linkset")
                || mediaTypes.contains("application/linkset+json");
    }

    boolean wantsDefault() {
        return linkType.isEmpty() || LinkKind.isDefault(linkType);
    }
}
