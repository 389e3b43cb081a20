// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// All sentences people read, by language and key. Each slice keeps its own files
/// `messages_zh.properties` and `messages_en.properties` (UTF-8) beside its pages; a key starts
/// with the slice's name or with `problem.`. Immutable and thread-safe.
public final class Messages {
    private final Map<Language, Map<String, String>> texts;

    private Messages(Map<Language, Map<String, String>> texts) {
        this.texts = texts;
    }

    /// Reads the files of the slices.
    ///
    /// @throws IllegalStateException when a file is missing, a key stands twice, or the languages
    ///     differ in their keys
    public static Messages load(List<String> slices) {
        Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Map<String, String> all = new HashMap<>();
            for (String slice : slices) {
                read(slice, language)
                        .forEach(
                                (key, text) -> {
                                    if (all.put((String) key, (String) text) != null) {
                                        throw new IllegalStateException("key twice: " + key);
                                    }
                                });
            }
            texts.put(language, Map.copyOf(all));
        }
        Set<String> zh = texts.get(Language.ZH).keySet();
        Set<String> en = texts.get(Language.EN).keySet();
        if (!zh.equals(en)) {
            Set<String> differing = new java.util.TreeSet<>(zh);
            differing.addAll(en);
            differing.removeIf(key -> zh.contains(key) && en.contains(key));
            throw new IllegalStateException("messages in one language only: " + differing);
        }
        return new Messages(texts);
    }

    private static Properties read(String slice, Language language) {
        String name =
                "/dev/touchstone/app/" + slice + "/messages_" + language.code() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
        return properties;
    }

    /// The sentence for a key.
    ///
    /// @param arguments replace `{0}`, `{1}`, ... as they print
    /// @throws IllegalStateException when the key is unknown: a mistake in the program
    public String text(Language language, String key, Object... arguments) {
        String text = texts.get(language).get(key);
        if (text == null) {
            throw new IllegalStateException("no message " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    /// Says whether there is a sentence for the key.
    public boolean has(String key) {
        return texts.get(Language.EN).containsKey(key);
    }
}
