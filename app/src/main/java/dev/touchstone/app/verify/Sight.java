// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.certificate.Certificate;
import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.licence.Licence;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.scan.Counted;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What somebody sees who scans an item. Immutable.
///
/// @param counts whether this look was counted as a check
/// @param countable whether a check of it would be counted
/// @param product what it is; empty when the product is not registered or the code was refused
///     unread
/// @param maker who registered the product
/// @param certificate the announcement of the maker's pledge that holds now
/// @param lot the lot the item belongs to
/// @param counted how often it was checked
/// @param suspicion what speaks for a copy, and how much
/// @param hidden whether a code under a scratch layer goes with it
/// @param life what happened to it, earliest first
/// @param names the enterprises that captured it, by id
/// @param licence what the code was ordered under
/// @param revoked why the key that made the code is revoked, if it is
/// @param statement what the public log says of the code
public record Sight(
        Gtin gtin,
        Serial serial,
        Verdict verdict,
        boolean counts,
        boolean countable,
        Optional<Product> product,
        Optional<Enterprise> maker,
        Optional<Certificate> certificate,
        Optional<Lot> lot,
        Optional<Counted> counted,
        Suspicion suspicion,
        boolean hidden,
        List<LifeStep> life,
        Map<UUID, Enterprise> names,
        Optional<Licence> licence,
        Optional<String> revoked,
        Optional<UUID> statement) {

    static Sight refused(Item item) {
        return new Sight(
                item.gtin(),
                item.serial(),
                new Verdict.Unknown(Reason.INVALID_TAG),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Suspicion.NONE,
                false,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The address of the report form, filled with what is known.
    public String reportAddress() {
        return "/report?gtin=" + gtin.digits() + "&serial=" + Verdicts.encode(serial.text());
    }

    /// How a page marks the verdict: `good`, `warn` or `bad`.
    public String tone() {
        return switch (verdict) {
            case Verdict.InOrder v -> "good";
            case Verdict.Unknown v -> "warn";
            case Verdict.Warned v ->
                    switch (v.reason()) {
                        case RECALLED, WITHDRAWN, EXPIRED -> "bad";
                        default -> "warn";
                    };
        };
    }

    /// The same for those who do not see colours.
    public String icon() {
        return switch (tone()) {
            case "good" -> "✓";
            case "bad" -> "✕";
            default -> "!";
        };
    }
}
