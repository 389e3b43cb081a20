// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.mark.ItemSignature;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.KeyAlgorithm;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.util.ArrayList;
import java.util.List;

/// Signs items with the association's key in use, for proof without a network. Thread-safe.
public final class Signatures {
    /// The most codes of one call.
    public static final int CODES_MAX = 1_000;

    private final Database db;
    private final Products products;
    private final MarkCodes codes;
    private final IssuerKeys issuerKeys;

    /// Signatures of the items of enterprises.
    public Signatures(Database db, Products products, MarkCodes codes, IssuerKeys issuerKeys) {
        this.db = db;
        this.products = products;
        this.codes = codes;
        this.issuerKeys = issuerKeys;
    }

    /// An item with its signature.
    public record Signed(Gtin gtin, String code, String signature) {}

    /// Signs items by their codes, all or none.
    ///
    /// @param caller the owner of the product's enterprise
    /// @param texts codes of the product, at most [#CODES_MAX]
    /// @throws Refused NOT_FOUND, CODES_REFUSED with each text that is no right code of it
    public List<Signed> sign(Caller caller, Gtin gtin, KeyAlgorithm algorithm, List<String> texts) {
        Issuer issuer =
                db.write(
                        tx -> {
                            Product product = products.get(tx, gtin);
                            caller.requireFor(product.enterprise(), Role.OWNER);
                            return issuerKeys.signer(tx);
                        });
        requireRight(gtin, texts);
        return texts.stream()
                .map(
                        text ->
                                new Signed(
                                        gtin,
                                        text,
                                        ItemSignature.sign(
                                                issuer, algorithm, gtin, new Serial(text))))
                .toList();
    }

    private void requireRight(Gtin gtin, List<String> texts) {
        List<LineError> errors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!(codes.read(gtin, texts.get(i)) instanceof Reading.Right)) {
                errors.add(new LineError(i + 1L, "codes", Code.CODE_NOT_OF_ORDER, List.of()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refused(Code.CODES_REFUSED, errors.size())
                    .at("codes")
                    .with(errors.stream().limit(LineError.SHOWN_MAX).toList());
        }
    }
}
