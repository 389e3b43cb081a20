// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.usecase.Hmac;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

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

    private record Salt(LocalDate day, Hmac hmac) {}

    /// Written under the lock.
    private volatile Salt salt = new Salt(LocalDate.MIN, new Hmac(new byte[1]));

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
        return ByteBuffer.wrap(saltOfToday().of(id)).getLong();
    }

    private Hmac saltOfToday() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Salt known = salt;
        if (known.day().equals(today)) {
            return known.hmac();
        }
        lock.lock();
        try {
            if (!salt.day().equals(today)) {
                byte[] fresh = new byte[SALT_BYTES];
                random.nextBytes(fresh);
                byte[] stored = db.write(tx -> store.salt(tx, today, fresh));
                salt = new Salt(today, new Hmac(stored));
            }
            return salt.hmac();
        } finally {
            lock.unlock();
        }
    }
}
