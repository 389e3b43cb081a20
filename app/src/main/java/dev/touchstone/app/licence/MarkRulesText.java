// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The rules for using a mark, in both languages, known by their digest: an applicant accepts
/// exactly these texts. Immutable.
public final class MarkRulesText {
    private final String zh = read("rules_zh.txt");
    private final String en = read("rules_en.txt");

    private static String read(String name) {
        try (InputStream in = MarkRulesText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SHA-256 of the Chinese text, a zero character and the English text, in hex.
    public String digest() {
        return Sha256.hex(zh + "\0" + en);
    }

    /// The paragraphs of one language; the first is the title.
    public List<String> paragraphs(Language language) {
        return language.pick(zh, en).lines().filter(line -> !line.isBlank()).toList();
    }
}
