// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// SM2 against the worked example of GB/T 32918.5, annex A.2, and against Bouncy Castle's
/// verifier.
class Sm2Test {
    private static final BigInteger PRIVATE =
            hex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");
    private static final String PUBLIC_X =
            "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
    private static final BigInteger K =
            hex("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21");
    private static final byte[] MESSAGE = "message digest".getBytes(StandardCharsets.US_ASCII);
    private static final String HASH =
            "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640";
    private static final String SIGNATURE =
            "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                    + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void signsAsTheStandardsExampleDoes() {
        byte[] publicKey = Sm2.publicKey(PRIVATE).getEncoded(true);
        assertThat(hex(publicKey)).isEqualTo("03" + PUBLIC_X);
        byte[] hash = Sm2.messageHash(Sm2.point(publicKey), MESSAGE);
        assertThat(hex(hash)).isEqualTo(HASH);
        assertThat(hex(Sm2.sign(PRIVATE, hash, K))).isEqualTo(SIGNATURE);
        byte[] signature = HexFormat.of().parseHex(SIGNATURE);
        assertThat(Sm2.verifies(Sm2.point(publicKey), MESSAGE, signature)).isTrue();
    }

    @Test
    void hashesAsTheStandardsExampleDoes() {
        assertThat(hex(Suite.SM2_SM3_JCS_2026.hash("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void anotherProgramVerifiesWhatWeSignAndNothingElse() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            byte[] bits = new byte[Sm2Key.SEED_BYTES];
            random.nextBytes(bits);
            Sm2Key key = Sm2Key.ofSeed(bits);
            byte[] message = new byte[random.nextInt(200)];
            random.nextBytes(message);
            byte[] signature = key.sign(message);
            assertThat(key.publicKey().verifies(message, signature)).as("seed %d", seed).isTrue();
            assertThat(key.sign(message)).as("the same again").isEqualTo(signature);
            signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(key.publicKey().verifies(message, signature)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        VerificationKey key = Sm2Key.ofSeed(new byte[32]).publicKey();
        byte[] zero = new byte[64];
        byte[] high = HexFormat.of().parseHex("ff".repeat(64));
        assertThat(key.verifies(MESSAGE, zero)).isFalse();
        assertThat(key.verifies(MESSAGE, high)).isFalse();
        assertThat(key.verifies(MESSAGE, new byte[63])).isFalse();
        assertThat(key.verifies(MESSAGE, new byte[65])).isFalse();
    }

    @Test
    void writesKeysAsMultikeyAndRefusesPointsOffTheCurve() {
        VerificationKey key = Sm2Key.ofSeed(new byte[32]).publicKey();
        assertThat(key.multibase()).startsWith("zEPJ");
        assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.SM2);
        assertThat(key.jwk()).isEmpty();
        byte[] off = HexFormat.of().parseHex("02" + "ff".repeat(32));
        byte[] infinity = new byte[33];
        for (byte[] bytes : new byte[][] {off, infinity}) {
            assertThatThrownBy(() -> VerificationKey.ofBytes(KeyAlgorithm.SM2, bytes))
                    .isInstanceOf(MalformedDocument.class);
        }
        assertThatThrownBy(() -> Sm2Key.ofSeed(new byte[31])).isInstanceOf(MalformedDocument.class);
    }

    @Test
    void neverPrintsASecret() {
        Sm2Key key = Sm2Key.ofNumber(PRIVATE);
        assertThat(key.toString())
                .isEqualTo("Sm2Key[" + key.publicKey().multibase() + "]")
                .doesNotContain(PRIVATE.toString());
    }
}
