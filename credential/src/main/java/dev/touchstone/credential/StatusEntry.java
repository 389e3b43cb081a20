// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential's place in a status list (Bitstring Status List 1.0, section 2.1). Immutable.
///
/// @param listUrl where the status list credential is published
/// @param purpose what a set bit means
/// @param index the bit, from 0
public record StatusEntry(String listUrl, StatusPurpose purpose, int index) {
    private static final String TYPE = "BitstringStatusListEntry";

    /// Checks the index.
    ///
    /// @throws MalformedDocument when no list can have it
    public StatusEntry {
        if (index < 0 || index >= StatusList.ENTRIES_MAX) {
            throw new MalformedDocument("status list index out of range: " + index);
        }
    }

    ObjectNode json() {
        return StrictJson.object()
                .put("id", listUrl + "#" + index)
                .put("type", TYPE)
                .put("statusPurpose", purpose.word())
                .put("statusListIndex", Integer.toString(index))
                .put("statusListCredential", listUrl);
    }

    /// Reads one member of `credentialStatus`.
    ///
    /// @throws MalformedDocument when it is of another kind: what cannot be checked is not valid
    static StatusEntry parse(JsonNode node) {
        String index = text(node, "statusListIndex");
        if (!text(node, "type").equals(TYPE) || !index.matches("0|[1-9][0-9]{0,8}")) {
            throw new MalformedDocument("credentialStatus is not a " + TYPE);
        }
        JsonNode size = node.get("statusSize");
        if (size != null && size.asInt(0) != 1) {
            throw new MalformedDocument("status lists with more than one bit are not supported");
        }
        return new StatusEntry(
                text(node, "statusListCredential"),
                StatusPurpose.parse(text(node, "statusPurpose")),
                Integer.parseInt(index));
    }

    private static String text(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null || !member.isString()) {
            throw new MalformedDocument("credentialStatus has no " + name);
        }
        return member.stringValue();
    }
}
