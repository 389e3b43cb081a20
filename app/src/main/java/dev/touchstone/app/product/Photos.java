// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.picture.Picture;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.gs1.Gtin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of photos: one a product, made anew from its pixels and kept in two sizes. What
/// another took the place of, or was removed, can be brought back for a day. Thread-safe.
public final class Photos {
    /// The largest file, in bytes.
    public static final int BYTES_MAX = 10 * 1024 * 1024;

    /// How long what was replaced can be brought back.
    public static final Duration KEPT = Duration.ofDays(1);

    private static final int TAG_LENGTH = 16;

    private final Database db;
    private final PublicLog publicLog;
    private final Products products;
    private final InstantSource clock;
    private final PhotoStore store = new PhotoStore();

    /// Photos of products.
    public Photos(Database db, PublicLog publicLog, Products products, InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.products = products;
        this.clock = clock;
    }

    /// Takes a photo, in the place of the one before.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param file a JPEG or PNG
    /// @return the product, which has it
    /// @throws Refused NOT_FOUND, and at `photo` BODY_TOO_LARGE and what [Picture#of] says
    public Product put(Caller caller, Gtin gtin, byte[] file) {
        db.read(tx -> own(tx, caller, gtin));
        if (file.length > BYTES_MAX) {
            throw new Refused(Code.BODY_TOO_LARGE, BYTES_MAX).at("photo");
        }
        List<Picture> made = made(file);
        byte[] small = made.getFirst().bytes();
        byte[] large = made.getLast().bytes();
        return change(
                caller,
                gtin,
                (tx, product, shown, before) -> {
                    Instant now = clock.instant();
                    String hash = HexFormat.of().formatHex(Sha256.of(large));
                    UUID statement =
                            state(
                                    tx,
                                    product,
                                    "product.photo-shown",
                                    Map.of(
                                            "sha256",
                                            hash,
                                            "smallSha256",
                                            HexFormat.of().formatHex(Sha256.of(small))));
                    Photo photo =
                            new Photo(
                                    hash.substring(0, TAG_LENGTH),
                                    small,
                                    large,
                                    caller.account(),
                                    now,
                                    Optional.empty(),
                                    statement);
                    store.put(tx, product, Optional.of(photo), shown.map(p -> p.replaced(now)));
                });
    }

    private static List<Picture> made(byte[] file) {
        try {
            return Picture.of(
                    file,
                    List.of(
                            new Picture.Limit(Photo.SMALL_SIDE_PIXELS, Photo.SMALL_BYTES_MAX),
                            new Picture.Limit(Photo.LARGE_SIDE_PIXELS, Photo.LARGE_BYTES_MAX)));
        } catch (Refused e) {
            throw e.at("photo");
        }
    }

    /// Shows no photo any more.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND, also when there is none
    public Product remove(Caller caller, Gtin gtin) {
        return change(
                caller,
                gtin,
                (tx, product, shown, before) -> {
                    Photo was = shown.orElseThrow(() -> new Refused(Code.NOT_FOUND).at("photo"));
                    state(tx, product, "product.photo-removed", Map.of());
                    Instant now = clock.instant();
                    store.put(tx, product, Optional.empty(), Optional.of(was.replaced(now)));
                });
    }

    /// Shows again what was shown before; what is shown now can then be brought back.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND, also when there was none within a day
    public Product bringBack(Caller caller, Gtin gtin) {
        return change(
                caller,
                gtin,
                (tx, product, shown, before) -> {
                    Photo was =
                            before.filter(this::kept)
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("photo"));
                    Instant now = clock.instant();
                    Map<String, Object> body = new HashMap<>();
                    body.put("sha256", HexFormat.of().formatHex(Sha256.of(was.large())));
                    body.put("smallSha256", HexFormat.of().formatHex(Sha256.of(was.small())));
                    state(tx, product, "product.photo-shown", body);
                    store.put(
                            tx,
                            product,
                            Optional.of(was.shown()),
                            shown.map(photo -> photo.replaced(now)));
                });
    }

    private boolean kept(Photo photo) {
        return photo.replacedAt().orElseThrow().plus(KEPT).isAfter(clock.instant());
    }

    private interface Change {
        void of(Tx tx, Product product, Optional<Photo> shown, Optional<Photo> before);
    }

    private Product change(Caller caller, Gtin gtin, Change change) {
        return db.write(
                tx -> {
                    Product product = own(tx, caller, gtin);
                    store.lock(tx, product);
                    change.of(tx, product, store.shown(tx, product), store.before(tx, product));
                    return products.get(tx, gtin);
                });
    }

    private Product own(Tx tx, Caller caller, Gtin gtin) {
        Product product = products.get(tx, gtin);
        caller.requireFor(product.enterprise(), Role.OWNER, Role.QUALITY);
        return product;
    }

    private UUID state(Tx tx, Product product, String type, Map<String, Object> said) {
        Map<String, Object> body = new HashMap<>(said);
        body.put("gtin", product.gtin().digits());
        return publicLog.state(
                tx,
                Statement.open(
                        type,
                        product.enterprise().toString(),
                        Product.subject(product.gtin()),
                        clock.instant(),
                        body));
    }

    /// Whether there is a photo to bring back, for the enterprise's own desk.
    boolean hasBefore(Product product) {
        return db.read(tx -> store.before(tx, product)).filter(this::kept).isPresent();
    }

    /// A picture that is shown, which anybody may see.
    Optional<PhotoStore.Served> served(Gtin gtin, boolean small) {
        return db.read(tx -> store.served(tx, gtin, small));
    }

    /// Deletes what cannot be brought back any more.
    public void forgetOld() {
        db.change(tx -> store.forget(tx, clock.instant().minus(KEPT)));
    }
}
