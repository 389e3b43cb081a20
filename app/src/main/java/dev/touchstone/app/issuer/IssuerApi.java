// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The association's keys for programs: the DID document under its well-known address, with all
/// its versions. Thread-safe.
public final class IssuerApi {
    private static final String DOCUMENT_TYPE = "application/did+json";
    private static final String VERSIONS = "/.well-known/did/versions";
    private static final int NUMBER_MAX = 1_000_000;

    private final IssuerKeys keys;

    /// An API of keys.
    public IssuerApi(IssuerKeys keys) {
        this.keys = keys;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access operator = Access.of(Role.OPERATOR);
        routes.get("/.well-known/did.json", Access.OPEN, request -> document(keys.latest()))
                .get(VERSIONS, Access.OPEN, this::versions)
                .get(VERSIONS + "/{version}", Access.OPEN, this::version)
                .get("/api/issuer/keys", Access.OPEN, this::keys)
                .post("/api/issuer/rotate", operator, this::rotate)
                .post("/api/issuer/keys/{number}/revoke", operator, this::revoke);
    }

    private static Response document(DocumentVersion one) {
        return Response.bytes(200, DOCUMENT_TYPE, one.json().getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*");
    }

    private Response version(Request request) {
        DocumentVersion one = keys.version(request.part("version", IssuerApi::number));
        return Response.bytes(200, DOCUMENT_TYPE, one.json().getBytes(StandardCharsets.UTF_8))
                .immutable()
                .header("Access-Control-Allow-Origin", "*");
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("number " + number);
        }
        return number;
    }

    private Response versions(Request request) {
        return Response.json(
                Map.of(
                        "versions",
                        keys.overview().versions().stream().map(IssuerApi::json).toList()));
    }

    private Response keys(Request request) {
        IssuerKeys.Overview overview = keys.overview();
        return Response.json(
                Map.of(
                        "did", overview.did(),
                        "keys", overview.keys().stream().map(IssuerApi::json).toList()));
    }

    private Response rotate(Request request) {
        int inUse = (int) request.input("inUse").integer("inUse", 1, NUMBER_MAX);
        return Response.json(json(keys.rotate(request.signedIn(), inUse)));
    }

    private Response revoke(Request request) {
        int number = request.part("number", IssuerApi::number);
        Input input = request.input("reason");
        String reason = input.text("reason", SigningKey.REASON_LENGTH_MAX);
        return Response.json(json(keys.revoke(request.signedIn(), number, reason)));
    }

    private static Map<String, Object> json(DocumentVersion one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", one.version());
        json.put("sha256", one.sha256());
        json.put("at", one.at().toString());
        json.put("document", VERSIONS + "/" + one.version());
        json.put("statement", one.statement().toString());
        json.put("proof", "/log/proof/" + one.statement());
        return json;
    }

    private static Map<String, Object> json(SigningKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", key.number());
        json.put("state", key.state().name());
        json.put("ed25519", key.ed25519());
        json.put("sm2", key.sm2());
        json.put("inUseFrom", key.inUseFrom().toString());
        key.retiredAt().ifPresent(at -> json.put("retiredAt", at.toString()));
        key.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        if (!key.reason().isEmpty()) {
            json.put("reason", key.reason());
        }
        return json;
    }
}
