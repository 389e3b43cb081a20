// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.CompanyPrefixes;
import dev.touchstone.gs1.Element;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of the links that enterprises keep for their own keys. Thread-safe.
public final class Links {
    /// The most links set in one go.
    public static final int LINKS_PER_CALL_MAX = 50;

    /// The most links of one primary key, its lots and items together.
    public static final int LINKS_PER_KEY_MAX = 500;

    /// The most links of one page of a list.
    public static final int PAGE_MAX = 100;

    private final Database db;
    private final PublicLog publicLog;
    private final Products products;
    private final CompanyPrefixes prefixes;
    private final Ids ids;
    private final InstantSource clock;
    private final LinkStore store = new LinkStore();

    /// Links to keys of the enterprises that registered these products.
    ///
    /// @param prefixes tells which keys belong to the same company
    public Links(
            Database db,
            PublicLog publicLog,
            Products products,
            CompanyPrefixes prefixes,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.products = products;
        this.prefixes = prefixes;
        this.ids = ids;
        this.clock = clock;
    }

    /// Adds links to those of an anchor; one of the same kind, target and context is changed, none
    /// is removed. A new default link takes the place of the old one.
    ///
    /// @param caller the owner or quality department of the enterprise whose key it is
    /// @throws Refused NOT_FOUND when the key is not of the caller's enterprise, WRONG_COUNT
    List<Link> put(Caller caller, Anchor anchor, List<NewLink> said) {
        caller.requireAny(Role.OWNER, Role.QUALITY);
        UUID enterprise = caller.requireEnterprise();
        if (said.isEmpty() || said.size() > LINKS_PER_CALL_MAX) {
            throw new Refused(Code.WRONG_COUNT, 1, LINKS_PER_CALL_MAX).at("links");
        }
        if (said.stream().filter(NewLink::isDefault).count() > 1) {
            throw new Refused(Code.WRONG_COUNT, 0, 1).at("default");
        }
        return db.write(
                tx -> {
                    requireOwn(tx, enterprise, anchor.link().key());
                    store.lock(tx, anchor.keyPath());
                    Instant now = clock.instant();
                    UUID statement = state(tx, enterprise, anchor, said, now);
                    if (said.stream().anyMatch(NewLink::isDefault)) {
                        store.noDefault(tx, anchor);
                    }
                    for (NewLink link : said) {
                        Target target = link.target(anchor);
                        store.put(tx, new Link(ids.next(), enterprise, target, now, statement));
                    }
                    List<Link> all = store.ofKey(tx, anchor.keyPath(), LINKS_PER_KEY_MAX + 1);
                    if (all.size() > LINKS_PER_KEY_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, LINKS_PER_KEY_MAX).at("links");
                    }
                    return all.stream().filter(l -> l.target().anchor().equals(anchor)).toList();
                });
    }

    /// A GTIN belongs to whom its product is registered for; any other key to whose products have
    /// the same company prefix, as far as its length is known.
    private void requireOwn(Tx tx, UUID enterprise, Element key) {
        if (key.ai().equals("01") && new Gtin(key.value()).isRestricted()) {
            throw new Refused(Code.GTIN_RESTRICTED).at("anchor");
        }
        boolean own =
                key.ai().equals("01")
                        ? products.find(tx, new Gtin(key.value()))
                                .map(Product::enterprise)
                                .filter(enterprise::equals)
                                .isPresent()
                        : hasPrefix(tx, enterprise, key);
        if (!own) {
            throw new Refused(Code.NOT_FOUND).at("anchor");
        }
    }

    private boolean hasPrefix(Tx tx, UUID enterprise, Element key) {
        Optional<String> wanted = prefixes.prefix(key);
        return wanted.isPresent()
                && products.withPrefix(tx, enterprise, wanted.get())
                        .filter(p -> !p.gtin().isRestricted())
                        .map(p -> prefixes.prefix(new Element("01", p.gtin().digits())))
                        .filter(wanted::equals)
                        .isPresent();
    }

    private UUID state(Tx tx, UUID enterprise, Anchor anchor, List<NewLink> said, Instant now) {
        List<Map<String, Object>> links = new ArrayList<>();
        for (NewLink link : said) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("linkType", link.kind().toString());
            json.put("href", link.href());
            json.put("title", link.title());
            json.put("hreflang", link.languages());
            json.put("default", link.isDefault());
            links.add(json);
        }
        return publicLog.state(
                tx,
                Statement.open(
                        "resolver.links-set",
                        enterprise.toString(),
                        subject(anchor),
                        now,
                        Map.of("anchor", anchor.path(), "links", links)));
    }

    private static String subject(Anchor anchor) {
        return anchor.link()
                .gtin()
                .map(Product::subject)
                .orElseGet(() -> "key:" + anchor.link().key().ai());
    }

    /// Removes a link.
    ///
    /// @param caller the owner or quality department of the enterprise whose link it is
    /// @throws Refused NOT_FOUND
    public void remove(Caller caller, UUID id) {
        caller.requireAny(Role.OWNER, Role.QUALITY);
        UUID enterprise = caller.requireEnterprise();
        db.change(
                tx -> {
                    Link link =
                            store.find(tx, enterprise, id)
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    store.lock(tx, link.target().anchor().keyPath());
                    store.remove(tx, link);
                    publicLog.state(
                            tx,
                            Statement.open(
                                    "resolver.link-removed",
                                    enterprise.toString(),
                                    subject(link.target().anchor()),
                                    clock.instant(),
                                    Map.of(
                                            "anchor", link.anchor(),
                                            "linkType", link.kind(),
                                            "href", link.href())));
                });
    }

    /// A page of the caller's links, latest first.
    ///
    /// @param before the last id of the page before
    /// @param countMax 1 to [#PAGE_MAX]
    public List<Link> list(Caller caller, Optional<UUID> before, int countMax) {
        UUID enterprise = caller.requireEnterprise();
        return db.read(tx -> store.ofEnterprise(tx, enterprise, before, countMax));
    }

    /// What is linked to a primary key, for the resolver.
    List<Target> targets(Tx tx, String keyPath) {
        return store.ofKey(tx, keyPath, LINKS_PER_KEY_MAX).stream().map(Link::target).toList();
    }
}
