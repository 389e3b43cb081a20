// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.mark.ItemSignature;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.Orders;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Signs items with the association's key in use, for proof without a network. Thread-safe.
public final class Signatures {
    /// The most codes of one call.
    public static final int CODES_MAX = 1_000;

    private final Database db;
    private final Products products;
    private final MarkCodes codes;
    private final Orders orders;
    private final IssuerKeys issuerKeys;

    /// Signatures of the items of enterprises.
    public Signatures(
            Database db, Products products, MarkCodes codes, Orders orders, IssuerKeys issuerKeys) {
        this.db = db;
        this.products = products;
        this.codes = codes;
        this.orders = orders;
        this.issuerKeys = issuerKeys;
    }

    /// An item with its signature.
    public record Signed(Gtin gtin, String code, String signature) {}

    /// Signs items by their codes, all or none.
    ///
    /// @param caller the owner of the product's enterprise
    /// @param texts codes of the product, at most [#CODES_MAX]
    /// @throws Refused NOT_FOUND, CODES_REFUSED with each text that is no code that was
    ///     ordered for it, or a void one
    public List<Signed> sign(Caller caller, Gtin gtin, KeyAlgorithm algorithm, List<String> texts) {
        if (gtin.isRestricted()) {
            throw new Refused(Code.GTIN_RESTRICTED).at("gtin");
        }
        Issuer issuer =
                db.write(
                        tx -> {
                            Product product = products.get(tx, gtin);
                            caller.requireFor(product.enterprise(), Role.OWNER);
                            requireOrdered(tx, product, texts);
                            return issuerKeys.signer(tx);
                        });
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

    private void requireOrdered(Tx tx, Product product, List<String> texts) {
        List<Optional<Reading.Right>> read =
                texts.stream().map(text -> codes.read(product.gtin(), text).right()).toList();
        Iterator<CodeState> states =
                orders.statesOf(
                                tx,
                                read.stream()
                                        .flatMap(Optional::stream)
                                        .map(right -> Orders.Place.of(product, right.number()))
                                        .toList())
                        .iterator();
        List<LineError> errors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean good =
                    read.get(i)
                            .map(right -> states.next().as(right.code().profile()))
                            .filter(Signatures::signable)
                            .isPresent();
            if (!good) {
                errors.add(new LineError(i + 1L, "codes", Code.CODE_NOT_OF_ORDER, List.of()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refused(Code.CODES_REFUSED, errors.size())
                    .at("codes")
                    .with(errors.stream().limit(LineError.SHOWN_MAX).toList());
        }
    }

    private static boolean signable(CodeState state) {
        return switch (state) {
            case CodeState.NotOrdered() -> false;
            case CodeState.Spoiled spoiled -> false;
            case CodeState.Free free -> true;
            case CodeState.Active active -> true;
        };
    }
}
