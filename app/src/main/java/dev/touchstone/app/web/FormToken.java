// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import java.nio.charset.StandardCharsets;

/// Finds the page token in a form before the form itself is read.
final class FormToken {
    private FormToken() {}

    static String of(byte[] body) {
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (pair.startsWith(Tokens.FIELD + "=")) {
                return pair.substring(Tokens.FIELD.length() + 1);
            }
        }
        return "";
    }
}
