// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Json;
import dev.touchstone.app.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What a registry holds of persons at an enterprise, and the shape in which it is sealed.
/// Immutable.
///
/// Shape: a JSON object with `legalRepresentative` and `contacts`, sealed for the enterprise's id.
///
/// @param legalRepresentative who represents the enterprise in law
record Persons(Optional<String> legalRepresentative, List<Contact> contacts) {
    static final Persons NOBODY = new Persons(Optional.empty(), List.of());

    Persons {
        contacts = List.copyOf(contacts);
    }

    /// The column of an enterprise; empty when nobody is known.
    Optional<byte[]> sealed(SealedText seal, UUID enterprise) {
        if (legalRepresentative.isEmpty() && contacts.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, String>> people =
                contacts.stream()
                        .map(
                                one ->
                                        Map.of(
                                                "name", one.name(),
                                                "role", one.role(),
                                                "phone", one.phone(),
                                                "email", one.email(),
                                                "language", one.language().name()))
                        .toList();
        byte[] json =
                Json.write(
                        Map.of(
                                "legalRepresentative",
                                legalRepresentative.orElse(""),
                                "contacts",
                                people));
        return Optional.of(seal.sealBytes(enterprise, json));
    }

    /// Opens a column.
    ///
    /// @throws IllegalStateException when it was changed or belongs to another enterprise
    static Persons open(SealedText seal, UUID enterprise, byte[] sealed) {
        JsonNode json = Json.parse(seal.openBytes(enterprise, sealed));
        List<Contact> contacts = new ArrayList<>();
        for (JsonNode one : json.path("contacts")) {
            contacts.add(
                    new Contact(
                            one.path("name").asString(),
                            one.path("role").asString(),
                            one.path("phone").asString(),
                            one.path("email").asString(),
                            Language.valueOf(one.path("language").asString())));
        }
        String legal = json.path("legalRepresentative").asString();
        return new Persons(legal.isEmpty() ? Optional.empty() : Optional.of(legal), contacts);
    }

    Persons with(List<Contact> others) {
        return new Persons(legalRepresentative, others);
    }

    @Override
    public String toString() {
        return "Persons[sealed]";
    }
}
