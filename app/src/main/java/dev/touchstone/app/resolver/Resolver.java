// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Linkset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Finds where a Digital Link leads. Thread-safe.
///
/// What is linked to a key is kept for {@link #KEPT}, so a change is seen by everybody after that
/// time at the latest; keys that nothing is linked to are kept too, since they are asked for more
/// often than any.
public final class Resolver {
    /// How long what is linked to a key is kept.
    static final Duration KEPT = Duration.ofSeconds(5);

    /// The most keys kept; then all are forgotten at once.
    static final int KEYS_KEPT_MAX = 100_000;

    private final Database db;
    private final Links links;
    private final Products products;
    private final String publicUrl;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Instant until, Known known) {}

    /// What is linked to a key.
    ///
    /// @param description what the key names; empty when unknown here
    private record Known(List<Target> targets, String description, boolean product) {}

    /// A resolver at an address of the web.
    ///
    /// @param publicUrl scheme and host, without a slash behind
    public Resolver(
            Database db, Links links, Products products, String publicUrl, InstantSource clock) {
        this.db = db;
        this.links = links;
        this.products = products;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// The link that answers a request.
    Choice choose(Anchor asked, Wish wish) {
        Known known = known(asked.keyPath());
        return ResolverRules.choose(asked, wish, withOwnPages(asked, known));
    }

    private Known known(String keyPath) {
        Instant now = clock.instant();
        Kept found = kept.get(keyPath);
        if (found != null && now.isBefore(found.until)) {
            return found.known;
        }
        Known known =
                db.read(
                        tx -> {
                            Optional<Product> product =
                                    Anchor.parse(keyPath)
                                            .link()
                                            .gtin()
                                            .flatMap(gtin -> products.find(tx, gtin));
                            return new Known(
                                    links.targets(tx, keyPath),
                                    product.map(Product::nameZh).orElse(""),
                                    product.isPresent());
                        });
        if (kept.size() >= KEYS_KEPT_MAX) {
            kept.clear();
        }
        kept.put(keyPath, new Kept(now.plus(KEPT), known));
        return known;
    }

    /// The links of the enterprise and the pages this program shows itself: that of a product, and
    /// that of an item. They are the default where the enterprise named none.
    private List<Target> withOwnPages(Anchor asked, Known known) {
        if (!known.product) {
            return known.targets;
        }
        List<Target> all = new ArrayList<>(known.targets);
        DigitalLink link = asked.link();
        Anchor key = new Anchor(new DigitalLink(link.key(), List.of(), List.of()));
        String page = "/products/" + link.key().value();
        all.add(own(key, LinkKind.PRODUCT_PAGE, page, known));
        if (link.serial().isPresent()) {
            all.add(own(asked, LinkKind.VERIFICATION, asked.path(), known));
        }
        return all;
    }

    private Target own(Anchor anchor, LinkKind kind, String path, Known known) {
        boolean taken =
                known.targets.stream().anyMatch(t -> t.isDefault() && t.anchor().equals(anchor));
        return new Target(
                anchor,
                kind,
                publicUrl + path,
                known.description.isEmpty() ? path : known.description,
                List.of("zh", "en"),
                "text/html",
                "",
                !taken,
                true);
    }

    /// The links as a linkset: one context for each level, each default described by its kind as
    /// well.
    Linkset linkset(Anchor asked, List<Target> targets) {
        String description = known(asked.keyPath()).description;
        Map<Anchor, Map<String, List<Linkset.Target>>> byAnchor = new LinkedHashMap<>();
        for (Target target : targets) {
            Map<String, List<Linkset.Target>> here =
                    byAnchor.computeIfAbsent(target.anchor(), _ -> new TreeMap<>());
            here.computeIfAbsent(target.kind().uri(), _ -> new ArrayList<>()).add(told(target));
            if (target.isDefault()) {
                here.computeIfAbsent(LinkKind.DEFAULT.uri(), _ -> new ArrayList<>())
                        .add(
                                new Linkset.Target(
                                        target.href(), target.title(), List.of(), "", List.of()));
            }
        }
        List<Linkset.Context> contexts = new ArrayList<>();
        byAnchor.forEach(
                (anchor, here) ->
                        contexts.add(
                                new Linkset.Context(
                                        publicUrl + anchor.path(),
                                        description.isEmpty() ? anchor.path() : description,
                                        here)));
        return new Linkset(contexts);
    }

    private static Linkset.Target told(Target target) {
        return new Linkset.Target(
                target.href(),
                target.title(),
                target.languages(),
                target.mediaType(),
                target.context().isEmpty() ? List.of() : List.of(target.context()));
    }

    /// Whether a product of this number is registered, as far as is kept.
    boolean isProduct(Gtin gtin) {
        return known("/01/" + gtin.digits()).product;
    }

    String publicUrl() {
        return publicUrl;
    }
}
