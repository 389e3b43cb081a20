// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// All sentences people read, by language and key. Each slice keeps its own files
/// `messages_zh.properties` and `messages_en.properties` (UTF-8) beside its pages; a key starts
/// with the slice's name or with `problem.`. Immutable and thread-safe.
public final class Messages {
    private final Map<String, String> zh;
    private final Map<String, String> en;

    private Messages(Map<String, String> zh, Map<String, String> en) {
        this.zh = zh;
        this.en = en;
    }

    /// Reads the files of the slices.
    ///
    /// @throws IllegalStateException when a file is missing, a key stands twice, or the languages
    ///     differ in their keys
    public static Messages load(List<String> slices) {
        Map<String, String> zh = all(slices, Language.ZH);
        Map<String, String> en = all(slices, Language.EN);
        if (!zh.keySet().equals(en.keySet())) {
            Set<String> differing = new TreeSet<>(zh.keySet());
            differing.addAll(en.keySet());
            differing.removeIf(key -> zh.containsKey(key) && en.containsKey(key));
            throw new IllegalStateException("messages in one language only: " + differing);
        }
        return new Messages(zh, en);
    }

    private static Map<String, String> all(List<String> slices, Language language) {
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
        return Map.copyOf(all);
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

    /// Whether there is a sentence for a key that comes from stored data.
    public boolean has(String key) {
        return zh.containsKey(key);
    }

    /// The sentence for a key.
    ///
    /// @param arguments replace `{0}`, `{1}`, ... as they print
    /// @throws IllegalStateException when the key is unknown: a mistake in the program
    public String text(Language language, String key, Object... arguments) {
        String text = (language == Language.ZH ? zh : en).get(key);
        if (text == null) {
            throw new IllegalStateException("no message " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }
}
