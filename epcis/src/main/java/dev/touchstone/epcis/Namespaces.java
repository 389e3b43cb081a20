// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What one `@context` declares (EPCIS 2.0, section 9.4). Nothing is ever fetched.
///
/// @param declared prefixes with their namespaces, in the order of the document
/// @param foreign whether a context other than EPCIS's own is referred to, whose prefixes are
///     therefore unknown
record Namespaces(Map<String, String> declared, boolean foreign) {
    static final Namespaces NONE = new Namespaces(Map.of(), false);

    /// The prefixes that the EPCIS context declares itself.
    private static final Map<String, String> STANDARD =
            Map.of(
                    "epcis", "https://ref.gs1.org/epcis/",
                    "cbv", "https://ref.gs1.org/cbv/",
                    "cbvmda", "urn:epcglobal:cbv:mda:",
                    "gs1", "https://gs1.org/voc/",
                    "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
                    "owl", "http://www.w3.org/2002/07/owl#",
                    "xsd", "http://www.w3.org/2001/XMLSchema#",
                    "dcterms", "http://purl.org/dc/terms/");

    private static final String EPCIS_CONTEXT = "epcis-context.jsonld";

    /// The rule on a `@context` member.
    static final Check CHECK = (node, at, walk) -> read(node, at);

    static Namespaces read(JsonNode context, Pointer at) {
        Map<String, String> declared = new LinkedHashMap<>();
        boolean foreign = false;
        if (context.isArray()) {
            Set<JsonNode> seen = new HashSet<>();
            for (int i = 0; i < context.size(); i++) {
                if (!seen.add(context.get(i))) {
                    throw Checks.refuse(Rule.NOT_UNIQUE, at.child(i), "", "is in the list already");
                }
                foreign |= entry(context.get(i), at.child(i), declared);
            }
        } else {
            foreign = entry(context, at, declared);
        }
        if (declared.size() > Walk.PREFIXES_MAX) {
            throw Checks.refuse(
                    Rule.LIMIT, at, "", "more than " + Walk.PREFIXES_MAX + " prefixes declared");
        }
        return new Namespaces(declared, foreign);
    }

    /// @return whether the entry refers to a context whose prefixes are unknown here
    private static boolean entry(JsonNode node, Pointer at, Map<String, String> declared) {
        if (node.isString()) {
            Checks.uri(node.stringValue(), at);
            return !node.stringValue().endsWith(EPCIS_CONTEXT);
        }
        if (!node.isObject()) {
            throw Checks.wrongType("a URI or an object", node, at);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            JsonNode id = value.isObject() ? value.get("@id") : value;
            if (!name.startsWith("@") && id != null && Checks.isUri(id)) {
                declared.put(name, id.stringValue());
            }
        }
        return false;
    }

    boolean declares(String prefix) {
        return foreign || STANDARD.containsKey(prefix) || declared.containsKey(prefix);
    }

    /// The namespace of a prefix, the document's own declarations first.
    Optional<String> namespace(String prefix) {
        return Optional.ofNullable(declared.get(prefix))
                .or(() -> Optional.ofNullable(STANDARD.get(prefix)));
    }

    /// Refuses the first prefix in use that neither this nor `outer` declares.
    void require(Map<String, Pointer> used, Namespaces outer) {
        used.forEach(
                (prefix, at) -> {
                    if (!declares(prefix) && !outer.declares(prefix)) {
                        throw Checks.refuse(
                                Rule.PREFIX, at, prefix, "this prefix is not in @context");
                    }
                });
    }
}
