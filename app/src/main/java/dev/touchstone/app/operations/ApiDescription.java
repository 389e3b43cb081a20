// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The OpenAPI 3.1 description: its head and one part a slice, written by hand under
/// `docs/openapi`, put together once at start. Immutable.
public final class ApiDescription {
    private static final String FOLDER = "/openapi/";

    private final Map<String, Object> document;

    private ApiDescription(Map<String, Object> document) {
        this.document = document;
    }

    /// Reads the head and the parts.
    ///
    /// @param parts the slices that have a part, in the order they are shown
    /// @throws IllegalStateException when a part is missing or two say different things of one
    ///     name
    public static ApiDescription read(List<String> parts) {
        Map<String, Object> document = yaml("openapi.yaml");
        for (String part : parts) {
            Map<String, Object> found = yaml(part + ".yaml");
            merge(map(document, "paths"), map(found, "paths"), part);
            Map<String, Object> from = map(found, "components");
            for (String kind : from.keySet()) {
                merge(map(map(document, "components"), kind), map(from, kind), part);
            }
        }
        return new ApiDescription(document);
    }

    private static void merge(Map<String, Object> into, Map<String, Object> from, String part) {
        from.forEach(
                (name, value) -> {
                    Object before = into.putIfAbsent(name, value);
                    if (before != null && !before.equals(value)) {
                        throw new IllegalStateException(part + ".yaml repeats " + name);
                    }
                });
    }

    private static Map<String, Object> yaml(String name) {
        try (InputStream in = ApiDescription.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + FOLDER + name);
            }
            Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return typed(read);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    private static Map<String, Object> map(Map<String, Object> of, String key) {
        Object value = of.get(key);
        if (value == null) {
            Map<String, Object> fresh = new LinkedHashMap<>();
            of.put(key, fresh);
            return fresh;
        }
        return typed(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> typed(Object value) {
        return (Map<String, Object>) value;
    }

    /// The whole description, to be written as JSON.
    public Map<String, Object> document() {
        return document;
    }

    /// One operation, as the page lists it.
    public record Operation(
            String method, String path, String summary, String description, String example) {}

    /// Every operation, in order.
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        map(document, "paths")
                .forEach(
                        (path, item) ->
                                typed(item)
                                        .forEach(
                                                (method, operation) ->
                                                        operations.add(
                                                                operation(
                                                                        path,
                                                                        method,
                                                                        typed(operation)))));
        return operations;
    }

    private static Operation operation(String path, String method, Map<String, Object> operation) {
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                String.valueOf(operation.getOrDefault("summary", "")),
                String.valueOf(operation.getOrDefault("description", "")),
                example(operation));
    }

    private static String example(Map<String, Object> operation) {
        if (!(operation.get("requestBody") instanceof Map<?, ?> body)
                || !(body.get("content") instanceof Map<?, ?> content)) {
            return "";
        }
        for (Object media : content.values()) {
            if (media instanceof Map<?, ?> described && described.containsKey("example")) {
                Object example = described.get("example");
                return example instanceof String text
                        ? text
                        : dev.touchstone.app.web.Json.MAPPER
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(example);
            }
        }
        return "";
    }
}
