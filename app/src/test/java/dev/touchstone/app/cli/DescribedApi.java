// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.App;
import dev.touchstone.app.operations.ApiDescription;
import dev.touchstone.app.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The API description as a judge of what the server answers: finds the operation of an exchange
/// and checks status and body against it (the part of JSON Schema that the description uses).
final class DescribedApi {
    private static final Set<String> METHODS = Set.of("get", "post");

    private final JsonNode document =
            Json.MAPPER.valueToTree(ApiDescription.read(App.API_PARTS).document());

    /// Every operation, as `GET /api/me`.
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (String path : document.path("paths").propertyNames()) {
            for (String method : document.path("paths").path(path).propertyNames()) {
                if (METHODS.contains(method)) {
                    operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                }
            }
        }
        return operations;
    }

    /// What is wrong with an exchange; empty when it is as described, or not described at all.
    List<String> faults(String method, String pathAndQuery, Actor.Answer answer) {
        List<String> faults = new ArrayList<>();
        String path = pathAndQuery.split("\\?", 2)[0];
        Optional<JsonNode> operation = operation(method.toLowerCase(java.util.Locale.ROOT), path);
        if (operation.isEmpty()) {
            return faults;
        }
        JsonNode responses = operation.get().path("responses");
        String status = String.valueOf(answer.status());
        JsonNode response = resolve(responses.path(responses.has(status) ? status : "default"));
        String where = method + " " + path + " " + status;
        if (response.isMissingNode()) {
            faults.add(where + " is not described");
            return faults;
        }
        if (!responses.has(status) && answer.status() < 400) {
            faults.add(where + " is described only as a problem");
        }
        JsonNode schema = json(response).path("schema");
        if (!schema.isMissingNode() && answer.text().startsWith("{")) {
            check(answer.json(), schema, where, faults);
        }
        return faults;
    }

    private static JsonNode json(JsonNode response) {
        JsonNode content = response.path("content");
        return content.has("application/json")
                ? content.path("application/json")
                : content.path("application/problem+json");
    }

    private Optional<JsonNode> operation(String method, String path) {
        JsonNode best = null;
        int literals = -1;
        for (String template : document.path("paths").propertyNames()) {
            JsonNode operation = document.path("paths").path(template).path(method);
            String regex = template.replaceAll("\\{path}", ".+").replaceAll("\\{[^}]+}", "[^/]+");
            int found = template.replaceAll("\\{[^}]+}", "").length();
            if (!operation.isMissingNode() && path.matches(regex) && found > literals) {
                best = operation;
                literals = found;
            }
        }
        return Optional.ofNullable(best);
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolve(document.at(reference.substring(1)));
    }

    private void check(JsonNode value, JsonNode described, String at, List<String> faults) {
        JsonNode schema = resolve(described);
        String type = schema.path("type").asString("");
        boolean fits =
                switch (type) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isString();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> true;
                };
        if (!fits) {
            faults.add(at + " is no " + type);
            return;
        }
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.stringValue())) {
                faults.add(at + " lacks " + name.stringValue());
            }
        }
        JsonNode allowed = schema.path("enum");
        if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals)) {
            faults.add(at + " is none of " + allowed + ": " + value);
        }
        JsonNode properties = schema.path("properties");
        for (String name : properties.propertyNames()) {
            if (value.has(name)) {
                check(value.path(name), properties.path(name), at + "." + name, faults);
            }
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(value.path(i), schema.path("items"), at + "[" + i + "]", faults);
            }
        }
    }
}
