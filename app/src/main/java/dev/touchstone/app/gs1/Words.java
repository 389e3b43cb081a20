// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import dev.touchstone.gs1.Gs1Exception;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words of these commands, in the language asked for or else that of the environment.
final class Words {
    private final Messages messages = Messages.load(List.of("gs1"));
    private final Language language;

    Words(Optional<String> asked) {
        String code = asked.orElseGet(() -> Locale.getDefault().getLanguage());
        language = code.startsWith("zh") ? Language.ZH : Language.EN;
    }

    String text(String key, Object... arguments) {
        return messages.text(language, "gs1." + key, arguments);
    }

    /// Identifier, position and rule of a refusal, and the library's own words behind them.
    String refusal(Gs1Exception refusal) {
        String rule = text("rule." + refusal.rule().name().toLowerCase(Locale.ROOT));
        String detail = String.valueOf(refusal.getMessage());
        return refusal.ai().isEmpty()
                ? text("refused", refusal.position(), rule, detail)
                : text("refused.ai", refusal.ai(), refusal.position(), rule, detail);
    }
}
