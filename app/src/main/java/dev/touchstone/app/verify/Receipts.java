// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Tokens;
import dev.touchstone.credential.Credential;
import dev.touchstone.credential.Issuer;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Receipts of counted checks, which anybody can keep: verifiable credentials, signed with the key
/// that signs certificates, so `touchstone credential verify` checks them offline. Nothing is
/// stored: the address of a receipt carries what was found, with a tag of ours, for four hours.
/// Thread-safe.
public final class Receipts {
    static final String CONTEXT_PATH = "/verify/receipt-v1.jsonld";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Database db;
    private final IssuerKeys keys;
    private final Tokens tokens;
    private final String publicUrl;

    /// Receipts.
    ///
    /// @param secret at least 32 secret bytes, the same on every node
    /// @param publicUrl the origin people know us by
    public Receipts(
            Database db, IssuerKeys keys, byte[] secret, String publicUrl, InstantSource clock) {
        this.db = db;
        this.keys = keys;
        this.tokens = new Tokens(secret, clock);
        this.publicUrl = publicUrl;
    }

    private static String binding(String gtin, String serial, String verdict, long count) {
        return "receipt:" + gtin + '/' + serial + '/' + verdict + '/' + count;
    }

    /// Where the receipt of a counted check can be had.
    String address(Sight sight) {
        String verdict = sight.verdict().reason().name();
        long count = sight.counted().orElseThrow().count();
        String gtin = sight.gtin().digits();
        String serial = sight.serial().text();
        return "/verify/receipt?gtin="
                + gtin
                + "&serial="
                + Verdicts.encode(serial)
                + "&verdict="
                + verdict
                + "&count="
                + count
                + "&tag="
                + tokens.issue(binding(gtin, serial, verdict, count));
    }

    /// The receipt an address asks for.
    ///
    /// @throws Refused NOT_FOUND for an address that is not ours or too old
    Response signed(Request request) {
        String gtin = request.query("gtin").orElse("");
        String serial = request.query("serial").orElse("");
        String verdict = request.query("verdict").orElse("");
        long count = request.query("count", 0, 0, Long.MAX_VALUE);
        String tag = request.query("tag").orElse("");
        if (!tokens.valid(tag, binding(gtin, serial, verdict, count))) {
            throw new Refused(Code.NOT_FOUND);
        }
        Instant at = tokens.issuedAt(tag);
        Issuer signer = db.write(keys::signerForNow);
        ObjectNode subject = JSON.objectNode();
        Gtin product = new Gtin(gtin);
        subject.put("id", publicUrl + ItemAddress.stem(product) + Verdicts.encode(serial));
        subject.put(ItemAddress.word(product), ItemAddress.digits(product));
        subject.put("serial", serial);
        subject.put("verdict", verdict);
        subject.put("check", count);
        subject.put("checkedAt", at.toString());
        Credential receipt =
                Credential.builder(signer.did(), at)
                        .context(publicUrl + CONTEXT_PATH)
                        .type("CheckReceipt")
                        .subject(subject)
                        .build();
        byte[] json =
                signer.issue(receipt, at)
                        .toPrettyString()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Response.bytes(200, "application/vc; charset=utf-8", json)
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"check-"
                                + ItemAddress.digits(product)
                                + "-"
                                + count
                                + ".json\"");
    }

    /// What the words of a receipt mean to a JSON-LD reader.
    Response context() {
        return Response.json(Map.of("@context", Map.of("@vocab", publicUrl + CONTEXT_PATH + "#")))
                .header("Cache-Control", "public, max-age=86400");
    }
}
