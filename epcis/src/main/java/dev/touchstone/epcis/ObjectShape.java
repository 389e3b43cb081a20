// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A rule on one JSON object: which members it must and may have. Immutable once shared.
final class ObjectShape implements Check {
    private final Map<String, Check> members = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final boolean extensible;

    private ObjectShape(boolean extensible) {
        this.extensible = extensible;
    }

    /// An object that takes no extensions.
    static ObjectShape closed() {
        return new ObjectShape(false);
    }

    /// An object that takes extensions with a declared prefix.
    static ObjectShape extensible() {
        return new ObjectShape(true);
    }

    ObjectShape required(String name, Check check) {
        required.add(name);
        return optional(name, check);
    }

    ObjectShape optional(String name, Check check) {
        members.put(name, check);
        return this;
    }

    /// A new shape with these members and those of `other`.
    ObjectShape and(ObjectShape other) {
        ObjectShape both = new ObjectShape(extensible || other.extensible);
        both.members.putAll(members);
        both.members.putAll(other.members);
        both.required.addAll(required);
        both.required.addAll(other.required);
        return both;
    }

    boolean knows(String name) {
        return members.containsKey(name);
    }

    /// Checks the required and known members of `node` and passes over all others.
    void checkKnown(JsonNode node, Pointer at, Walk walk) {
        checkRequired(node, at);
        members.forEach(
                (name, check) -> {
                    JsonNode value = node.get(name);
                    if (value != null) {
                        check.check(value, at.child(name), walk);
                    }
                });
    }

    private void checkRequired(JsonNode node, Pointer at) {
        for (String name : required) {
            if (!node.has(name)) {
                throw Checks.refuse(Rule.REQUIRED, at.child(name), "", name + " is missing");
            }
        }
    }

    @Override
    public void check(JsonNode node, Pointer at, Walk walk) {
        if (!node.isObject()) {
            throw Checks.wrongType("an object", node, at);
        }
        checkRequired(node, at);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            Pointer below = at.child(name);
            Check check = members.get(name);
            if (check != null) {
                check.check(member.getValue(), below, walk);
            } else if (extensible) {
                ExtensionName.require(name, below, walk);
                Checks.extension(member.getValue(), below, walk);
            } else {
                throw Checks.refuse(Rule.NOT_ALLOWED, below, name, "is no member of this object");
            }
        }
    }
}
