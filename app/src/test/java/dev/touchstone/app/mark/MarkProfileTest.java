// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.gs1.Gtin;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkProfileTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final Gtin GTIN = Gtin.parse("06901234567892");
    private static final Gtin OTHER = Gtin.parse("06901234567908");
    private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

    private final RevokedKeys revoked = new RevokedKeys();
    private final MarkCodes codes = new MarkCodes(MASTER, revoked);
    private final SplittableRandom random = new SplittableRandom(SEED);

    @BeforeAll
    static void printSeed() {
        System.out.println("MarkProfileTest -Dtouchstone.seed=" + SEED);
    }

    private static Optional<MarkNumber> place(Reading reading) {
        return reading.right().map(Reading.Right::number);
    }

    private MarkNumber any(MarkProfile profile) {
        return new MarkNumber(
                random.nextInt(MarkCode.KEY_IDS), random.nextLong(profile.counterEnd()));
    }

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrote(MarkProfile profile) {
        for (int i = 0; i < 5_000; i++) {
            MarkNumber number = any(profile);
            MarkCode code = codes.code(GTIN, profile, number);
            assertThat(code.text()).matches("[2-9A-HJ-NP-Z]{%d}".formatted(profile.length()));
            assertThat(codes.read(GTIN, code.text())).isEqualTo(new Reading.Right(code, number));
            assertThat(codes.read(OTHER, code.text())).isEqualTo(new Reading.WrongTag(code));
            assertThat(place(codes.read(GTIN, code))).contains(number);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usesEveryBitOfItsCharacters(MarkProfile profile) {
        assertThat(4 + profile.counterBits() + profile.tagBits()).isEqualTo(5 * profile.length());
        MarkCode all =
                new MarkCode(profile, 15, profile.counterEnd() - 1, (1L << profile.tagBits()) - 1);
        assertThat(all.text()).isEqualTo("Z".repeat(profile.length()));
        assertThat(MarkCode.find(all.text())).contains(all);
        assertThat(new MarkCode(profile, 0, 0, 0).text()).isEqualTo("2".repeat(profile.length()));
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryChangedCharacter(MarkProfile profile) {
        String text = codes.code(GTIN, profile, any(profile)).text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(codes.read(GTIN, changed)).isInstanceOf(Reading.WrongTag.class);
        }
        assertThat(codes.read(GTIN, text.substring(1))).isEqualTo(new Reading.NoCode());
    }

    @ParameterizedTest
    @EnumSource
    void endsWithItsLastCounter(MarkProfile profile) {
        MarkNumber last = new MarkNumber(8, profile.counterEnd() - 1);
        assertThat(place(codes.read(GTIN, codes.code(GTIN, profile, last)))).contains(last);
        byte[] room = new byte[2 * profile.length()];
        assertThatThrownBy(() -> codes.write(GTIN, profile, last, 2, room))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void checksARollAsOneByOne(MarkProfile profile) {
        for (MarkAlgorithm algorithm : MarkAlgorithm.values()) {
            int keyId = algorithm.keyId(2026);
            int count = 1_300;
            byte[] roll = new byte[count * profile.length()];
            codes.write(GTIN, profile, new MarkNumber(keyId, 5_000), count, roll);
            roll[700 * profile.length() + 3] = '0';
            roll[900 * profile.length()] ^= 1;
            long[] counters = new long[count];
            codes.check(GTIN, profile, keyId, roll, count, counters);
            for (int i = 0; i < count; i++) {
                assertThat(counters[i]).isEqualTo(i == 700 || i == 900 ? -1 : 5_000 + i);
            }
        }
    }

    @Test
    void aCodeOfOneProfileIsNoneOfAnother() {
        // The same bits in two profiles differ in key and in format.
        MarkNumber number = new MarkNumber(10, 1);
        assertThat(codes.code(GTIN, MarkProfile.C20, number).permuted())
                .isNotEqualTo(codes.code(GTIN, MarkProfile.C16, number).permuted());
        assertThat(codes.code(GTIN, MarkProfile.C20, number).tag() >>> 12)
                .isNotEqualTo(codes.code(GTIN, MarkProfile.C16, number).tag());
    }

    @Test
    void aGuessOfTheShortestCodePassesAsRarelyAsItsTagIsLong() {
        int passed = 0;
        for (int i = 0; i < 1_000_000; i++) {
            MarkCode guess =
                    new MarkCode(
                            MarkProfile.C12,
                            10,
                            random.nextLong(MarkProfile.C12.counterEnd()),
                            random.nextLong(1L << MarkProfile.C12.tagBits()));
            passed += codes.read(GTIN, guess) instanceof Reading.Right ? 1 : 0;
        }
        // Once in a thousand million: two in a million would be a flaw.
        assertThat(passed).isLessThan(2);
    }

    @Test
    void keyIdsSayYearAndAlgorithm() {
        assertThat(MarkAlgorithm.AES.keyId(2026)).isEqualTo(10);
        assertThat(MarkAlgorithm.AES.keyId(2031)).isEqualTo(15);
        assertThat(MarkAlgorithm.AES.keyId(2032)).isEqualTo(8);
        assertThat(MarkAlgorithm.SM4.keyId(2026)).isEqualTo(2);
        for (int keyId = 0; keyId < MarkCode.KEY_IDS; keyId++) {
            assertThat(MarkAlgorithm.ofKeyId(keyId).keyId(2024 + keyId % 8)).isEqualTo(keyId);
        }
    }

    @Test
    void tagsWithSm4CmacAsAnotherImplementationDoes() {
        byte[] secret = new byte[MarkKey.SECRET_BYTES];
        for (int run = 0; run < 100; run++) {
            for (int i = 0; i < secret.length; i++) {
                secret[i] = (byte) random.nextInt();
            }
            int keyId = random.nextInt(8);
            long permuted = random.nextLong(MarkProfile.C16.counterEnd());
            ByteBuffer block = ByteBuffer.allocate(16);
            block.putLong(2L << 56 | (long) keyId << 48 | 77).putLong(permuted);
            CMac mac = new CMac(new SM4Engine());
            mac.init(new KeyParameter(secret, 0, 16));
            mac.update(block.array(), 0, 16);
            byte[] out = new byte[16];
            mac.doFinal(out, 0);
            MarkKey key = new MarkKey(MarkProfile.C16, 77, keyId, secret);
            assertThat(key.tagger().tag(permuted)).isEqualTo(ByteBuffer.wrap(out).getLong() >>> 24);
        }
    }

    @Test
    void refusesCodesOfARevokedKeyWithItsReason() {
        MarkNumber number = new MarkNumber(10, 3);
        MarkCode code = codes.code(GTIN, number);
        MarkCode next = codes.code(GTIN, new MarkNumber(11, 3));
        revoked.are(Map.of(new RevokedKeys.Key(GTIN.number(), 10), "stolen"));
        assertThat(codes.read(GTIN, code.text()))
                .isEqualTo(new Reading.RevokedKey(code, number, "stolen"));
        assertThat(place(codes.read(GTIN, code))).isEmpty();
        assertThat(codes.read(GTIN, next.text())).isInstanceOf(Reading.Right.class);
        long[] counters = {7};
        codes.check(GTIN, MarkProfile.C20, 10, code.text().getBytes(US_ASCII), 1, counters);
        assertThat(counters[0]).isEqualTo(-1);
        // An invented code stays an invented one.
        MarkCode forged = new MarkCode(MarkProfile.C20, 10, code.permuted(), code.tag() ^ 1);
        assertThat(codes.read(GTIN, forged.text())).isEqualTo(new Reading.WrongTag(forged));
        revoked.are(Map.of());
        assertThat(codes.read(GTIN, code.text())).isInstanceOf(Reading.Right.class);
    }
}
