// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.database.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells devices apart for half an hour without knowing them: a cookie of chance, kept only as a
/// hash under a salt that is dropped every day (UTC), after which the hash says nothing.
/// Thread-safe.
public final class Devices {
    /// The cookie a device carries.
    public static final String COOKIE = "touchstone_device";

    private static final int ID_BYTES = 16;
    private static final int ID_LENGTH = 22;
    private static final int SALT_BYTES = 32;

    private final Database db;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ScanStore store = new ScanStore();
    private final ReentrantLock lock = new ReentrantLock();

    private record Salt(LocalDate day, SecretKeySpec key) {}

    /// Written under the lock.
    private volatile Salt salt = new Salt(LocalDate.MIN, new SecretKeySpec(new byte[1], "none"));

    /// Devices.
    ///
    /// @param random unpredictable: cookies and salts come from it
    public Devices(Database db, InstantSource clock, RandomGenerator random) {
        this.db = db;
        this.clock = clock;
        this.random = random;
    }

    /// A cookie value for a device that has none.
    public String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /// Says whether a text has the shape of our cookie.
    public static boolean isId(String text) {
        return text.length() == ID_LENGTH
                && text.chars()
                        .allMatch(
                                c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || c == '-'
                                                        || c == '_'));
    }

    /// What a device is counted by today.
    ///
    /// @param id the cookie's value
    public long hash(String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(saltOfToday());
            return ByteBuffer.wrap(mac.doFinal(id.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private SecretKeySpec saltOfToday() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Salt known = salt;
        if (known.day().equals(today)) {
            return known.key();
        }
        lock.lock();
        try {
            if (!salt.day().equals(today)) {
                byte[] fresh = new byte[SALT_BYTES];
                random.nextBytes(fresh);
                byte[] stored = db.write(tx -> store.salt(tx, today, fresh));
                salt = new Salt(today, new SecretKeySpec(stored, "HmacSHA256"));
            }
            return salt.key();
        } finally {
            lock.unlock();
        }
    }
}
