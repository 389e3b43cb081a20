// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

/// What people type as part of a pattern of SQL's `like`. Thread-safe.
public final class Like {
    private Like() {}

    /// The text, so that it means itself in a pattern: `\`, `%` and `_` stand for nothing else.
    public static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
