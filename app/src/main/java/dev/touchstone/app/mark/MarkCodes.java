// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Makes and checks codes, from the master key and the list of revoked keys alone: no database.
/// Thread-safe.
public final class MarkCodes {
    private static final int CODES_AT_ONCE = 4_096;

    private final MarkKeys keys;
    private final RevokedKeys revoked;

    /// Codes under a master key of which no key is revoked.
    ///
    /// @param masterKey at least 32 secret bytes, kept outside the database, the same on every
    ///     node; whoever has them can make codes
    public MarkCodes(byte[] masterKey) {
        this(masterKey, new RevokedKeys());
    }

    /// Codes under a master key.
    public MarkCodes(byte[] masterKey, RevokedKeys revoked) {
        this.keys = new MarkKeys(masterKey);
        this.revoked = revoked;
    }

    /// The key id of codes ordered in a year by the usual algorithm: rotation is yearly.
    ///
    /// @param year the year the order is placed in
    public static int keyIdOf(int year) {
        return MarkAlgorithm.AES.keyId(year);
    }

    /// The key for codes of a product ordered in a year: that of the year, or when it is revoked
    /// the next one that is not.
    ///
    /// @return empty when all keys of the algorithm are revoked
    public OptionalInt keyIdFor(Gtin gtin, MarkAlgorithm algorithm, int year) {
        return IntStream.range(year, year + MarkAlgorithm.KEY_IDS_EACH)
                .map(algorithm::keyId)
                .filter(keyId -> revoked.reason(gtin.number(), keyId).isEmpty())
                .findFirst();
    }

    /// A key for somebody who checks codes without us.
    ///
    /// @param id of the export
    /// @param holder who gets it
    public MarkKeyFile export(
            Gtin gtin,
            int keyId,
            MarkKeyFile.Grade grade,
            String id,
            String holder,
            Instant issuedAt,
            Instant expiresAt) {
        long product = gtin.number();
        Map<MarkProfile, byte[]> secrets = new EnumMap<>(MarkProfile.class);
        for (MarkProfile profile : MarkProfile.values()) {
            byte[] secret = keys.secret(profile, product, keyId);
            secrets.put(
                    profile,
                    grade == MarkKeyFile.Grade.CHECK
                            ? Arrays.copyOf(secret, MarkKey.TAG_KEY_BYTES)
                            : secret);
        }
        return new MarkKeyFile(id, product, keyId, grade, holder, issuedAt, expiresAt, secrets);
    }

    /// The second codes, under a scratch layer.
    public HiddenCodes hidden() {
        return new HiddenCodes(keys);
    }

    /// The code of a place in a product's sequence, in the usual profile.
    public MarkCode code(Gtin gtin, MarkNumber number) {
        return code(gtin, MarkProfile.C20, number);
    }

    /// The code of a place in a product's sequence.
    public MarkCode code(Gtin gtin, MarkProfile profile, MarkNumber number) {
        return code(gtin.number(), profile, number);
    }

    MarkCode code(long product, MarkProfile profile, MarkNumber number) {
        MarkKey key = keys.of(profile, product, number.keyId());
        long permuted = key.permute(number.requireIn(profile).counter());
        return new MarkCode(profile, number.keyId(), permuted, key.tagger().tag(permuted));
    }

    /// Reads what may be a code of a product, without the database.
    public Reading read(Gtin gtin, String text) {
        return read(gtin.number(), text);
    }

    /// Reads what has the shape of a code, without the database.
    public Reading read(Gtin gtin, MarkCode code) {
        return read(gtin.number(), code);
    }

    Reading read(long product, String text) {
        return MarkCode.find(text).map(code -> read(product, code)).orElseGet(Reading.NoCode::new);
    }

    private Reading read(long product, MarkCode code) {
        MarkKey key = keys.of(code.profile(), product, code.keyId());
        if (!key.tagger().fits(code.permuted(), code.tag())) {
            return new Reading.WrongTag(code);
        }
        MarkNumber number = new MarkNumber(code.keyId(), key.restore(code.permuted()));
        return revoked.reason(product, code.keyId())
                .<Reading>map(reason -> new Reading.RevokedKey(code, number, reason))
                .orElseGet(() -> new Reading.Right(code, number));
    }

    /// Checks many codes of one product and key that stand one after the other, as a roll has
    /// them: several times as fast as one by one.
    ///
    /// @param codes `count` codes without anything between
    /// @param counters takes the counter of each, or -1 for a code that is not right
    public void check(
            Gtin gtin, MarkProfile profile, int keyId, byte[] codes, int count, long[] counters) {
        MarkKey key = keys.of(profile, gtin.number(), keyId);
        if (revoked.reason(gtin.number(), keyId).isPresent()) {
            Arrays.fill(counters, 0, count, -1);
            return;
        }
        int half = profile.length() / 2;
        int room = Math.min(count, MarkTagger.BATCH_MAX);
        long[] permuted = new long[room];
        long[] claimed = new long[room];
        long[] tags = new long[room];
        for (int from = 0; from < count; from += room) {
            int batch = Math.min(room, count - from);
            for (int i = 0; i < batch; i++) {
                int at = (from + i) * profile.length();
                long first = Base32.read(codes, at, half);
                long second = Base32.read(codes, at + half, half);
                boolean ours = first >= 0 && second >= 0 && MarkCode.keyId(profile, first) == keyId;
                permuted[i] = ours ? MarkCode.permuted(profile, first) : 0;
                claimed[i] = ours ? MarkCode.tag(profile, first, second) : -1;
            }
            key.tagger().tags(permuted, batch, tags);
            key.permutation().restoreAll(permuted, batch);
            for (int i = 0; i < batch; i++) {
                counters[from + i] = (tags[i] ^ claimed[i]) == 0 ? permuted[i] : -1;
            }
        }
    }

    /// Writes codes of consecutive counters in the usual profile, 20 bytes each, one after the
    /// other.
    ///
    /// @param to has room for `count * 20` bytes
    public void write(Gtin gtin, MarkNumber first, int count, byte[] to) {
        write(gtin, MarkProfile.C20, first, count, to);
    }

    /// Writes codes of consecutive counters, one after the other.
    ///
    /// @param to has room for `count * profile.length()` bytes
    public void write(Gtin gtin, MarkProfile profile, MarkNumber first, int count, byte[] to) {
        if (count < 1) {
            return;
        }
        MarkKey key = keys.of(profile, gtin.number(), first.keyId());
        new MarkNumber(first.keyId(), first.counter() + count - 1).requireIn(profile);
        int room = Math.min(count, MarkTagger.BATCH_MAX);
        long[] permuted = new long[room];
        long[] tags = new long[room];
        for (int from = 0; from < count; from += room) {
            int batch = Math.min(room, count - from);
            for (int i = 0; i < batch; i++) {
                permuted[i] = first.counter() + from + i;
            }
            key.permutation().permuteAll(permuted, batch);
            key.tagger().tags(permuted, batch, tags);
            for (int i = 0; i < batch; i++) {
                int at = (from + i) * profile.length();
                MarkCode.write(profile, first.keyId(), permuted[i], tags[i], to, at);
            }
        }
    }

    /// Codes of consecutive places in the usual profile, see the other method.
    public Iterator<String> facts(Gtin gtin, MarkNumber first, int count) {
        return facts(gtin, MarkProfile.C20, first, count);
    }

    /// Codes of consecutive places, each as canonical JSON of GTIN and serial number, made as
    /// they are asked for: a few thousand are in memory, however many there are.
    public Iterator<String> facts(Gtin gtin, MarkProfile profile, MarkNumber first, int count) {
        return new Iterator<>() {
            private final byte[] made = new byte[Math.min(count, CODES_AT_ONCE) * profile.length()];
            private final String start = "{\"gtin\":\"" + gtin.digits() + "\",\"serial\":\"";
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int at = next % CODES_AT_ONCE;
                if (at == 0) {
                    MarkNumber from = new MarkNumber(first.keyId(), first.counter() + next);
                    write(gtin, profile, from, Math.min(count - next, CODES_AT_ONCE), made);
                }
                next++;
                int length = profile.length();
                return start + new String(made, at * length, length, US_ASCII) + "\"}";
            }
        };
    }
}
