// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.gs1.Gtin;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MarkCodesTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final Gtin GTIN = Gtin.parse("06901234567892");
    private static final Gtin OTHER = Gtin.parse("06901234567908");
    private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

    private final MarkCodes codes = new MarkCodes(MASTER);
    private final SplittableRandom random = new SplittableRandom(SEED);

    @BeforeAll
    static void printSeed() {
        System.out.println("MarkCodesTest -Dtouchstone.seed=" + SEED);
    }

    private static Optional<MarkNumber> place(Reading reading) {
        return reading.right().map(Reading.Right::number);
    }

    private MarkNumber anyNumber() {
        return new MarkNumber(
                random.nextInt(MarkCode.KEY_IDS), random.nextLong(MarkCode.COUNTER_END));
    }

    @Test
    void readsBackEveryCounterItWrote() {
        for (int i = 0; i < 20_000; i++) {
            MarkNumber number = anyNumber();
            MarkCode code = codes.code(GTIN, number);
            MarkCode read = MarkCode.find(code.text()).orElseThrow();
            assertThat(read).isEqualTo(code);
            assertThat(place(codes.read(GTIN, read))).contains(number);
        }
    }

    @Test
    void readsBackTheFirstAndTheLastCounter() {
        for (long counter : new long[] {0, 1, MarkCode.COUNTER_END - 1}) {
            MarkNumber number = new MarkNumber(15, counter);
            assertThat(place(codes.read(GTIN, codes.code(GTIN, number)))).contains(number);
        }
        assertThatThrownBy(() -> new MarkNumber(0, MarkCode.COUNTER_END))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MarkNumber(MarkCode.KEY_IDS, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesTwentyCharactersWithoutLookAlikesThatAreASerialNumber() {
        for (int i = 0; i < 2_000; i++) {
            MarkCode code = codes.code(GTIN, anyNumber());
            assertThat(code.text()).matches("[2-9A-HJ-NP-Z]{20}");
            assertThat(code.serial().text()).isEqualTo(code.text());
        }
    }

    @Test
    void refusesACodeOfAnotherProductKeyOrMaster() {
        MarkCodes others = new MarkCodes("another master key, 32 bytes long".getBytes(US_ASCII));
        for (int i = 0; i < 2_000; i++) {
            MarkCode code = codes.code(GTIN, anyNumber());
            assertThat(place(codes.read(OTHER, code))).isEmpty();
            assertThat(place(others.read(GTIN, code))).isEmpty();
            int otherKey = (code.keyId() + 1) % MarkCode.KEY_IDS;
            assertThat(
                            place(
                                    codes.read(
                                            GTIN,
                                            new MarkCode(
                                                    code.profile(),
                                                    otherKey,
                                                    code.permuted(),
                                                    code.tag()))))
                    .isEmpty();
        }
    }

    @Test
    void refusesACodeWithOneBitChangedAnywhere() {
        MarkCode code = codes.code(GTIN, anyNumber());
        for (int bit = 0; bit < MarkCode.COUNTER_BITS; bit++) {
            MarkCode changed =
                    new MarkCode(
                            MarkProfile.C20, code.keyId(), code.permuted() ^ 1L << bit, code.tag());
            assertThat(place(codes.read(GTIN, changed))).isEmpty();
        }
        for (int bit = 0; bit < MarkProfile.C20.tagBits(); bit++) {
            MarkCode changed =
                    new MarkCode(
                            MarkProfile.C20, code.keyId(), code.permuted(), code.tag() ^ 1L << bit);
            assertThat(place(codes.read(GTIN, changed))).isEmpty();
        }
    }

    @Test
    void refusesEveryChangedCharacter() {
        String text = codes.code(GTIN, anyNumber()).text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(place(codes.read(GTIN, changed))).isEmpty();
        }
    }

    @Test
    void readsNothingElseAsACode() {
        String good = codes.code(GTIN, anyNumber()).text();
        for (String bad :
                new String[] {
                    "",
                    good.substring(1),
                    good + "A",
                    good.substring(1) + "0",
                    good.substring(1) + "1",
                    good.substring(1) + "I",
                    good.substring(1) + "O",
                    good.substring(1) + "a",
                    good.substring(1) + "标",
                    good.substring(1) + "\u0000"
                }) {
            assertThat(MarkCode.find(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void neverRepeatsACodeAndHidesTheOrder() {
        Set<String> seen = new HashSet<>();
        int ascending = 0;
        long before = 0;
        for (int i = 0; i < 100_000; i++) {
            MarkCode code = codes.code(GTIN, new MarkNumber(10, i));
            assertThat(seen.add(code.text())).isTrue();
            ascending += code.permuted() > before ? 1 : 0;
            before = code.permuted();
        }
        assertThat(ascending).isBetween(49_000, 51_000);
    }

    @Test
    void writesInOneGoWhatItWritesOneByOne() {
        byte[] bytes = new byte[500 * MarkCode.LENGTH];
        MarkNumber first = new MarkNumber(3, 1_234_567);
        codes.write(GTIN, first, 500, bytes);
        for (int i = 0; i < 500; i++) {
            assertThat(new String(bytes, i * MarkCode.LENGTH, MarkCode.LENGTH, US_ASCII))
                    .isEqualTo(codes.code(GTIN, new MarkNumber(3, 1_234_567 + i)).text());
        }
    }

    @Test
    void tagsWithAesCmacAsAnotherImplementationDoes() {
        byte[] secret = new byte[MarkKey.SECRET_BYTES];
        for (int run = 0; run < 200; run++) {
            for (int i = 0; i < secret.length; i++) {
                secret[i] = (byte) random.nextInt();
            }
            long gtin = random.nextLong(100_000_000_000_000L);
            int keyId = 8 + random.nextInt(8);
            long permuted = random.nextLong(MarkCode.COUNTER_END);
            java.nio.ByteBuffer block = java.nio.ByteBuffer.allocate(16);
            block.putLong(1L << 56 | (long) keyId << 48 | gtin).putLong(permuted);
            CMac mac = new CMac(AESEngine.newInstance());
            mac.init(new KeyParameter(secret, 0, 16));
            mac.update(block.array(), 0, 16);
            byte[] out = new byte[16];
            mac.doFinal(out, 0);
            long expected = java.nio.ByteBuffer.wrap(out).getLong() >>> 12;
            MarkKey key = new MarkKey(MarkProfile.C20, gtin, keyId, secret);
            assertThat(key.tagger().tag(permuted)).isEqualTo(expected);
        }
    }

    @Test
    void hashesAsSipHashSays() {
        // SipHash reference: key 00 01 .. 0f, message 00 01 .. 07.
        assertThat(
                        MarkPermutation.sipHash(
                                0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x0706050403020100L))
                .isEqualTo(0x93f5f5799a932462L);
    }

    @Test
    void derivesTheKeyAsHkdfSays() throws Exception {
        // RFC 5869 by hand, for one block of output: PRK = HMAC(salt, master),
        // T(1) = HMAC(PRK, info || 1).
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("touchstone mark key 1".getBytes(US_ASCII), "HmacSHA256"));
        byte[] extracted = mac.doFinal(MASTER);
        mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
        mac.update((GTIN.digits() + "/11").getBytes(US_ASCII));
        MarkKey key = new MarkKey(MarkProfile.C20, GTIN.number(), 11, mac.doFinal(new byte[] {1}));
        long permuted = key.permute(42);
        assertThat(codes.code(GTIN, new MarkNumber(11, 42)))
                .isEqualTo(new MarkCode(MarkProfile.C20, 11, permuted, key.tagger().tag(permuted)));
    }

    @Test
    void refusesAShortMasterKey() {
        assertThatThrownBy(() -> new MarkCodes(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32");
    }

    @Test
    void checksFromManyThreadsAtOnce() throws Exception {
        Thread[] threads = new Thread[16];
        java.util.concurrent.atomic.AtomicInteger right =
                new java.util.concurrent.atomic.AtomicInteger();
        for (int t = 0; t < threads.length; t++) {
            int from = t * 1_000;
            threads[t] =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 1_000; i++) {
                                            MarkNumber number = new MarkNumber(1, from + i);
                                            MarkCode code = codes.code(GTIN, number);
                                            if (place(codes.read(GTIN, code))
                                                    .equals(Optional.of(number))) {
                                                right.incrementAndGet();
                                            }
                                        }
                                    });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(right).hasValue(16_000);
    }

    @Test
    void keyIdsGoWithTheYear() {
        assertThat(MarkCodes.keyIdOf(2026)).isEqualTo(10);
        assertThat(MarkCodes.keyIdOf(2027)).isEqualTo(11);
        assertThat(MarkCodes.keyIdOf(2042)).isEqualTo(10);
    }
}
