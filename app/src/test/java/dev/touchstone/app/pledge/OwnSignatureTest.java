// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.usecase.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSignatureTest {
    private static final String TO_SIGN =
            OwnSignature.toSign(
                    new UUID(1, 2), "a".repeat(64), new CreditCode("91999999MA00000154"));

    @Test
    void namesPurposeCampaignTextAndEnterprise() {
        assertThat(TO_SIGN)
                .isEqualTo(
                        "Touchstone quality pledge, signature of a text, version 1\n"
                                + "campaign 00000000-0000-0001-0000-000000000002\n"
                                + "text SHA-256 "
                                + "a".repeat(64)
                                + "\nenterprise 91999999MA00000154\n");
    }

    @Test
    void takesAnEd25519SignatureOfTheTextAndNoOther() {
        PledgeKeys key = PledgeKeys.ed25519(new Random(1));
        OwnSignature own = OwnSignature.checked(key.given(TO_SIGN), TO_SIGN);
        assertThat(own.algorithm()).isEqualTo(OwnSignature.Algorithm.ED25519);
        assertThat(own.verifies(TO_SIGN)).isTrue();
        assertThat(own.verifies(TO_SIGN + " ")).isFalse();
        assertThat(own.fingerprint()).hasSize(64);
    }

    @Test
    void takesAnSm2SignatureOfTheTextAndNoOther() {
        PledgeKeys key = PledgeKeys.sm2(new Random(2));
        OwnSignature own = OwnSignature.checked(key.given(TO_SIGN), TO_SIGN);
        assertThat(own.algorithm()).isEqualTo(OwnSignature.Algorithm.SM2);
        assertThat(own.verifies(TO_SIGN)).isTrue();
        assertThat(own.verifies(TO_SIGN.replace("MA", "MB"))).isFalse();
    }

    @Test
    void refusesTheSignatureOfAnotherTextAndOfAnotherKey() {
        for (PledgeKeys key :
                List.of(PledgeKeys.ed25519(new Random(3)), PledgeKeys.sm2(new Random(4)))) {
            OwnSignature.Given other = key.given(TO_SIGN + "x");
            refuses(Code.OWN_SIGNATURE_WRONG, () -> OwnSignature.checked(other, TO_SIGN));
            OwnSignature.Given foreign =
                    new OwnSignature.Given(
                            PledgeKeys.ed25519(new Random(5)).given(TO_SIGN).publicKey(),
                            key.given(TO_SIGN).signature());
            refuses(Code.OWN_SIGNATURE_WRONG, () -> OwnSignature.checked(foreign, TO_SIGN));
            OwnSignature.Given noBase64 =
                    new OwnSignature.Given(key.given(TO_SIGN).publicKey(), "not base64!");
            refuses(Code.OWN_SIGNATURE_WRONG, () -> OwnSignature.checked(noBase64, TO_SIGN));
        }
    }

    @Test
    void refusesAKeyOfAnotherKind() {
        for (String key : List.of("", "AAAA", "!!", PledgeKeys.sm2OffTheCurve())) {
            refuses(
                    Code.OWN_KEY_UNREADABLE,
                    () -> OwnSignature.checked(new OwnSignature.Given(key, "AAAA"), TO_SIGN));
        }
    }

    @Test
    void answersEveryDamageWithARefusal() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("OwnSignatureTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 400; run++) {
            PledgeKeys key = run % 2 == 0 ? PledgeKeys.ed25519(random) : PledgeKeys.sm2(random);
            OwnSignature.Given given = key.given(TO_SIGN);
            byte[] signature = Base64.getDecoder().decode(given.signature());
            signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] cut = Arrays.copyOf(signature, 1 + random.nextInt(signature.length));
            OwnSignature.Given damaged =
                    new OwnSignature.Given(
                            given.publicKey(), Base64.getEncoder().encodeToString(cut));
            refuses(Code.OWN_SIGNATURE_WRONG, () -> OwnSignature.checked(damaged, TO_SIGN));
        }
    }

    @Test
    void takesWhatTheCommandsOnThePageMake(@TempDir Path folder) throws Exception {
        assumeTrue(runs(folder, "version"), "openssl is not installed");
        Files.writeString(folder.resolve("pledge.txt"), TO_SIGN);
        assertThat(takes(folder, List.of("ed25519"), List.of())).isTrue();
        assumeTrue(
                runs(folder, "genpkey", "-algorithm", "SM2", "-out", "key.pem"),
                "this openssl has no SM2");
        assertThat(
                        takes(
                                folder,
                                List.of("SM2"),
                                List.of("-digest", "sm3", "-pkeyopt", "distid:1234567812345678")))
                .isTrue();
    }

    private static boolean takes(Path folder, List<String> algorithm, List<String> options)
            throws IOException, InterruptedException {
        runs(folder, "genpkey", "-algorithm", algorithm.getFirst(), "-out", "key.pem");
        runs(folder, "pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        List<String> sign =
                new java.util.ArrayList<>(
                        List.of("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin"));
        sign.addAll(options);
        sign.addAll(List.of("-in", "pledge.txt", "-out", "signature"));
        assertThat(runs(folder, sign.toArray(String[]::new))).as("openssl %s", sign).isTrue();
        String signature =
                Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("signature")));
        String key = Files.readString(folder.resolve("public.pem"), StandardCharsets.US_ASCII);
        return OwnSignature.checked(new OwnSignature.Given(key, signature), TO_SIGN)
                .verifies(TO_SIGN);
    }

    private static boolean runs(Path folder, String... args)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(args));
        try {
            return new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("out").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
