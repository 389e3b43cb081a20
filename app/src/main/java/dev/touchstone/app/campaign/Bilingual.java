// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.util.Map;

/// A text in Chinese and English. Immutable.
public record Bilingual(String zh, String en) {
    Map<String, Object> json() {
        return Map.of("zh", zh, "en", en);
    }
}
