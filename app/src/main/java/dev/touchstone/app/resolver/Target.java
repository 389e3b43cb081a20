// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import java.util.List;

/// Where one link leads, and what tells it from others of its kind. Immutable.
///
/// @param languages language tags of what is there; empty when unsaid
/// @param mediaType empty when unsaid
/// @param context a further word that tells links apart, such as a country; empty when there is
///     none
/// @param isDefault whether it is the default link of its anchor
/// @param ownPage whether it is the page this program shows itself
record Target(
        Anchor anchor,
        LinkKind kind,
        String href,
        String title,
        List<String> languages,
        String mediaType,
        String context,
        boolean isDefault,
        boolean ownPage) {
    Target {
        languages = List.copyOf(languages);
    }

    Target notDefault() {
        return new Target(anchor, kind, href, title, languages, mediaType, context, false, ownPage);
    }
}
