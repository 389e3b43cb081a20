// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import dev.touchstone.app.web.Language;
import java.util.List;

/// A letter to be written. Immutable.
///
/// @param to who gets it
/// @param language in which it is written
/// @param kind the message that it is, such as `openday.notice.registered`: the sentences of the
///     slice that posts it hold `KIND.subject` and `KIND.body`
/// @param values replace `{0}`, `{1}`, ... in both
public record Notice(EmailAddress to, Language language, String kind, List<String> values) {
    public Notice {
        values = List.copyOf(values);
    }
}
