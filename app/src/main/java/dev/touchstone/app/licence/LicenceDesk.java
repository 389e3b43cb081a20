// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What owners, reviewers and everybody see of licences. Thread-safe.
public final class LicenceDesk {
    /// The most licences of one list.
    public static final int PAGE_MAX = 100;

    private final Database db;
    private final Enterprises enterprises;
    private final Products products;
    private final LicenceStore store = new LicenceStore();

    /// A desk.
    public LicenceDesk(Database db, Enterprises enterprises, Products products) {
        this.db = db;
        this.enterprises = enterprises;
        this.products = products;
    }

    /// A licence with whose it is and what happened to it.
    public record Shown(Licence licence, Enterprise enterprise, List<Licence.Step> steps) {}

    /// A licence as everybody may see it: never one that was not granted.
    ///
    /// @throws Refused NOT_FOUND
    public Shown showPublic(UUID id) {
        return db.read(
                tx -> {
                    Shown shown = shown(tx, id);
                    if (shown.steps().stream()
                            .noneMatch(step -> step.state() == Licence.State.GRANTED)) {
                        throw new Refused(Code.NOT_FOUND);
                    }
                    return shown;
                });
    }

    private Shown shown(Tx tx, UUID id) {
        Licence licence = store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        return new Shown(
                licence, enterprises.get(tx, licence.enterprise()), store.steps(tx, licence));
    }

    /// A licence for those who work with it.
    ///
    /// @param caller of the association, or the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND
    public Shown show(Caller caller, UUID id) {
        return db.read(
                tx -> {
                    Shown shown = shown(tx, id);
                    if (!caller.isAny(Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)) {
                        caller.requireFor(shown.licence().enterprise(), Role.OWNER, Role.QUALITY);
                    }
                    return shown;
                });
    }

    /// The licences of the caller's enterprise, latest first, at most [#PAGE_MAX].
    ///
    /// @param caller an enterprise's owner or quality department
    public List<Licence> own(Caller caller) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return db.read(tx -> store.of(tx, enterprise, PAGE_MAX));
    }

    /// All licences in a state, latest first.
    ///
    /// @param caller of the association
    /// @param before the last id of the page before
    public List<Shown> in(Caller caller, Licence.State state, Optional<UUID> before) {
        caller.requireAny(Role.REVIEWER, Role.OPERATOR, Role.AUDITOR);
        return db.read(
                tx ->
                        store.in(tx, state, before, PAGE_MAX).stream()
                                .map(
                                        one ->
                                                new Shown(
                                                        one,
                                                        enterprises.get(tx, one.enterprise()),
                                                        List.of()))
                                .toList());
    }

    /// The products of the caller's enterprise, to choose from.
    public List<Product> products(Caller caller) {
        return products.list(
                Optional.of(caller.requireEnterprise()), Optional.empty(), Products.PAGE_MAX);
    }
}
