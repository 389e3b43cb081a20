// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import dev.touchstone.app.mark.MarkCode;
import dev.touchstone.app.mark.MarkKeyFile;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.credential.KeyAlgorithm;
import dev.touchstone.gs1.Gtin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keys of mark codes for people and programs. Thread-safe.
public final class KeyringPages {
    private static final int EXPORTS_SHOWN = 100;

    private final Keyring keyring;
    private final Signatures signatures;

    /// Pages of keys.
    public KeyringPages(Keyring keyring, Signatures signatures) {
        this.keyring = keyring;
        this.signatures = signatures;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access both = Access.of(Role.OWNER, Role.OPERATOR);
        Access owner = Access.of(Role.OWNER);
        String page = "/desk/products/{gtin}/keys";
        String api = "/api/products/{gtin}/keys";
        routes.get(page, both, this::show);
        routes.post(page + "/revoke", both, r -> back(r, this::ask));
        routes.post(page + "/confirm", both, r -> back(r, this::confirm));
        routes.post(page + "/withdraw", both, r -> back(r, this::withdraw));
        routes.post(page + "/export", owner, this::export);
        routes.get(api, both.withScope(Scope.MARK), this::list);
        routes.post(api + "/revoke", both, r -> listed(r, this::ask));
        routes.post(api + "/confirm", both, r -> listed(r, this::confirm));
        routes.post(api + "/withdraw", both, r -> listed(r, this::withdraw));
        routes.post(api + "/export", owner, this::export);
        routes.post("/api/products/{gtin}/signatures", owner.withScope(Scope.MARK), this::sign);
    }

    private interface Step {
        void of(Request request, Gtin gtin);
    }

    private static Gtin gtin(Request request) {
        return request.part("gtin", Gtin::parse);
    }

    private static Response back(Request request, Step step) {
        Gtin gtin = gtin(request);
        step.of(request, gtin);
        return Response.seeOther("/desk/products/" + gtin.digits() + "/keys");
    }

    private Response listed(Request request, Step step) {
        step.of(request, gtin(request));
        return list(request);
    }

    private Response show(Request request) {
        return request.page(
                "keyring/keys",
                Map.of("overview", keyring.overview(request.signedIn(), gtin(request))));
    }

    private static int keyId(Input input) {
        return (int) input.integer("keyId", 0, MarkCode.KEY_IDS - 1);
    }

    private void ask(Request request, Gtin gtin) {
        Input input = request.input("keyId", "reason", "sure");
        if (!input.flag("sure")) {
            throw new Refused(Code.MISSING_FIELD).at("sure");
        }
        String reason = input.text("reason", ProductKey.REASON_LENGTH_MAX);
        keyring.ask(request.signedIn(), gtin, keyId(input), reason);
    }

    private void confirm(Request request, Gtin gtin) {
        keyring.confirm(request.signedIn(), gtin, keyId(request.input("keyId")));
    }

    private void withdraw(Request request, Gtin gtin) {
        keyring.withdraw(request.signedIn(), gtin, keyId(request.input("keyId")));
    }

    private Response export(Request request) {
        Gtin gtin = gtin(request);
        Input input = request.input("keyId", "grade", "holder", "days");
        MarkKeyFile file =
                keyring.export(
                        request.signedIn(),
                        gtin,
                        keyId(input),
                        input.choice("grade", MarkKeyFile.Grade.class),
                        input.text("holder", MarkKeyFile.HOLDER_LENGTH_MAX),
                        (int) input.integer("days", 1, ProductKey.EXPORT_DAYS_MAX));
        return Response.bytes(200, "application/json", file.write())
                .attachment("mark-key-" + gtin.digits() + "-" + file.keyId() + ".json")
                .header("Cache-Control", "no-store");
    }

    private Response sign(Request request) {
        Input input = request.input("algorithm", "codes");
        KeyAlgorithm algorithm =
                input.has("algorithm")
                        ? input.choice("algorithm", KeyAlgorithm.class)
                        : KeyAlgorithm.ED25519;
        List<String> texts = input.texts("codes", 1, Signatures.CODES_MAX, MarkCode.LENGTH_MAX);
        List<Map<String, Object>> signed =
                signatures.sign(request.signedIn(), gtin(request), algorithm, texts).stream()
                        .map(KeyringPages::json)
                        .toList();
        return Response.json(Map.of("signed", signed));
    }

    private static Map<String, Object> json(Signatures.Signed signed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", signed.code());
        json.put("signature", signed.signature());
        json.put(
                "elements",
                "(01)%s(21)%s(8030)%s"
                        .formatted(signed.gtin().digits(), signed.code(), signed.signature()));
        return json;
    }

    private Response list(Request request) {
        Keyring.Overview all = keyring.overview(request.signedIn(), gtin(request));
        List<Map<String, Object>> keys = all.keys().stream().map(KeyringPages::json).toList();
        return Response.json(
                Map.of(
                        "keys",
                        keys,
                        "exports",
                        all.exports().stream()
                                .limit(EXPORTS_SHOWN)
                                .map(KeyringPages::json)
                                .toList()));
    }

    private static Map<String, Object> json(ProductKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("keyId", key.keyId());
        json.put("year", key.year());
        json.put("algorithm", key.algorithm().name());
        json.put("state", key.state().name());
        key.revocation().ifPresent(r -> json.put("reason", r.reason()));
        key.revocation()
                .flatMap(ProductKey.Revocation::confirmedAt)
                .ifPresent(at -> json.put("revokedAt", at.toString()));
        return json;
    }

    private static Map<String, Object> json(ProductKey.Export export) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", export.id().toString());
        json.put("keyId", export.keyId());
        json.put("grade", export.grade().name());
        json.put("holder", export.holder());
        json.put("madeAt", export.madeAt().toString());
        json.put("expiresAt", export.expiresAt().toString());
        return json;
    }
}
