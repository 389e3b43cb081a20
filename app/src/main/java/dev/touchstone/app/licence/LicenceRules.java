// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.time.LocalDate;
import java.util.List;

/// Decisions about licences. Pure.
final class LicenceRules {
    private LicenceRules() {}

    /// @throws Refused OUT_OF_RANGE, WRONG_COUNT, INVALID_VALUE, MISSING_FIELD
    static void requireSound(Licence.Terms terms, LocalDate today) {
        if (terms.quantity() < 1 || terms.quantity() > Licence.QUANTITY_MAX) {
            throw new Refused(Code.OUT_OF_RANGE, 1, Licence.QUANTITY_MAX).at("quantity");
        }
        if (terms.products().isEmpty() || terms.products().size() > Licence.PRODUCTS_MAX) {
            throw new Refused(Code.WRONG_COUNT, 1, Licence.PRODUCTS_MAX).at("products");
        }
        LocalDate last = terms.from().plusYears(Licence.YEARS_MAX);
        if (terms.until().isBefore(terms.from())
                || terms.until().isBefore(today)
                || terms.until().isAfter(last)) {
            throw new Refused(Code.INVALID_VALUE, "%s – %s".formatted(terms.from(), last))
                    .at("until");
        }
        if ((terms.kind() == Licence.Kind.CAMPAIGN) != terms.campaign().isPresent()) {
            throw terms.campaign().isPresent()
                    ? new Refused(Code.INVALID_VALUE, terms.kind()).at("campaign")
                    : new Refused(Code.MISSING_FIELD).at("campaign");
        }
    }

    /// The licence an order goes under, of those that name its product.
    ///
    /// @param candidates by age, oldest first
    /// @throws Refused LICENCE_SUSPENDED, LICENCE_USED_UP, LICENCE_NEEDED, whichever says most
    static Licence choose(List<Licence> candidates, LocalDate day, int count) {
        List<Licence> running = candidates.stream().filter(one -> one.runsOn(day)).toList();
        for (Licence one : running) {
            if (one.terms().quantity() - one.used() >= count) {
                return one;
            }
        }
        if (!running.isEmpty()) {
            long left =
                    running.stream()
                            .mapToLong(l -> l.terms().quantity() - l.used())
                            .max()
                            .orElse(0);
            throw new Refused(Code.LICENCE_USED_UP, left).at("count");
        }
        boolean suspended =
                candidates.stream().anyMatch(one -> one.state() == Licence.State.SUSPENDED);
        throw new Refused(suspended ? Code.LICENCE_SUSPENDED : Code.LICENCE_NEEDED).at("licence");
    }

    /// @throws Refused WRONG_STATE
    static void requireState(Licence licence, Licence.State... anyOf) {
        if (!List.of(anyOf).contains(licence.state())) {
            throw new Refused(Code.WRONG_STATE, licence.state());
        }
    }
}
