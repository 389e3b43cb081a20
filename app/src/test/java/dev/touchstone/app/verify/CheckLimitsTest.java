// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CheckLimitsTest {
    private static final String GTIN = "06901234567892";
    private static final String FORGED = "/01/" + GTIN + "/21/" + "2".repeat(20);

    private TestWorld world;
    private VerifySetting setting;
    private ProofOfWork proofs;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, new CheckSettings(200, 40, 1_000, "", ""));
        world.product(world.maker().id(), GTIN);
        proofs = new ProofOfWork(new byte[32], world.now::get, world.random);
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private TestServer.Client from(String address) {
        return setting.server.anybody().with("x-forwarded-for", address);
    }

    private static String item(int serial) {
        return "/01/" + GTIN + "/21/S" + serial;
    }

    private static int solve(JsonNode challenge) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int number = 0; number <= challenge.path("maxnumber").asInt(); number++) {
            String text = challenge.path("salt").asString() + number;
            byte[] hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            if (HexFormat.of().formatHex(hash).equals(challenge.path("challenge").asString())) {
                return number;
            }
        }
        throw new AssertionError("no solution");
    }

    private static String solution(JsonNode challenge, int number) {
        return "{\"challenge\": \"%s\", \"salt\": \"%s\", \"signature\": \"%s\", \"number\": %d}"
                .formatted(
                        challenge.path("challenge").asString(),
                        challenge.path("salt").asString(),
                        challenge.path("signature").asString(),
                        number);
    }

    @Test
    void aMissCostsTenTimes() {
        TestServer.Client one = from("192.0.2.1");
        int looks = 0;
        while (one.page(FORGED.replace("22222222222222222222", "222222222222222222" + two(looks)))
                        .status()
                != 429) {
            looks++;
        }
        assertThat(looks).isBetween(10, 12);
        assertThat(from("192.0.2.77").page(item(1)).status()).isEqualTo(429);
        assertThat(from("192.0.3.1").page(item(1)).status()).isEqualTo(200);
    }

    private static String two(int n) {
        return "" + "23456789AB".charAt(n / 10) + "23456789AB".charAt(n % 10);
    }

    @Test
    void whatIsNotFoundIsAsLongAsWhatIsFound() {
        TestServer.Answer found = from("198.51.100.1").page(item(1));
        TestServer.Answer missed = from("198.51.101.1").page(FORGED);
        assertThat(found.body().getBytes(StandardCharsets.UTF_8))
                .hasSize(VerifyPages.PAGE_BYTES)
                .hasSameSizeAs(missed.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneCodeIsLookedAtSoOften() {
        int looks = 0;
        while (from("203.0." + (113 + looks % 20) + ".1").page(item(5)).status() != 429) {
            looks++;
        }
        assertThat(looks).isBetween(40, 41);
    }

    @Test
    void pastTheThresholdABrowserWorksAndGoesOn() throws Exception {
        TestServer.Client phone = from("192.0.2.1");
        TestServer.Answer page = phone.page(item(0));
        for (int i = 1; page.status() == 200; i++) {
            page = phone.page(item(i));
        }
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.headers()).containsKey("retry-after");
        assertThat(page.body())
                .contains("data-challenge=", "proofofwork")
                .doesNotContain("<img src=\"data");
        assertThat(
                        phone.with("accept", "application/json")
                                .get(item(1))
                                .json()
                                .path("code")
                                .asString())
                .isEqualTo("PROOF_NEEDED");
        JsonNode challenge = phone.get("/verify/challenge").json();
        assertThat(challenge.path("algorithm").asString()).isEqualTo("SHA-256");
        String solution = solution(challenge, solve(challenge));
        TestServer.Answer pass = phone.json("/verify/proof", solution);
        assertThat(pass.status()).isEqualTo(204);
        assertThat(pass.headers().get("set-cookie")).contains("touchstone_pass=", "HttpOnly");
        assertThat(phone.page(item(1)).status()).isEqualTo(200);
        assertThat(phone.json("/verify/proof", solution).json().path("code").asString())
                .isEqualTo("PROOF_INVALID");
        TestServer.Client elsewhere = from("192.0.9.1");
        elsewhere.cookies().putAll(phone.cookies());
        assertThat(elsewhere.page(item(1)).status()).isEqualTo(200);
        world.now.set(world.now.get().plus(ProofOfWork.PASS_FOR).plusSeconds(1));
        assertThat(phone.page(item(1)).status()).isEqualTo(429);
    }

    private ProofOfWork.Challenge ours() {
        return proofs.challenge();
    }

    private static int number(ProofOfWork.Challenge challenge) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int number = 0; number <= ProofOfWork.NUMBER_MAX; number++) {
            byte[] hash = sha.digest((challenge.salt() + number).getBytes(StandardCharsets.UTF_8));
            if (HexFormat.of().formatHex(hash).equals(challenge.challenge())) {
                return number;
            }
        }
        throw new AssertionError("no solution");
    }

    private void refused(ProofOfWork.Challenge challenge, int number) {
        assertThatThrownBy(() -> proofs.solve(challenge, number, "net"))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.code()).isEqualTo(Code.PROOF_INVALID));
    }

    @Test
    void aProofIsOursInTimeRightAndUsedOnce() throws Exception {
        ProofOfWork.Challenge challenge = ours();
        int number = number(challenge);
        refused(challenge, number + 1);
        refused(new ProofOfWork.Challenge(challenge.challenge(), challenge.salt(), "00"), number);
        refused(
                new ProofOfWork.Challenge(
                        challenge.challenge(), challenge.salt() + "9", challenge.signature()),
                number);
        String pass = proofs.solve(challenge, number, "net");
        refused(challenge, number);
        assertThat(proofs.passes(pass, "net")).isTrue();
        assertThat(proofs.passes(pass, "other")).isFalse();
        ProofOfWork.Challenge late = ours();
        world.now.set(world.now.get().plus(ProofOfWork.SOLVE_WITHIN).plusSeconds(1));
        refused(late, number(late));
        world.now.set(world.now.get().plus(Duration.ofMinutes(10)));
        assertThat(proofs.passes(pass, "net")).isFalse();
    }

    @Test
    void aKeyHasItsOwnLimitAndPaysForMisses() {
        TestServer.Client shop =
                setting.server.as(
                        new Caller(
                                world.ids.next(),
                                "shop",
                                Set.of(Role.INSPECTION),
                                Optional.empty(),
                                Optional.of(Set.of(Scope.VERIFY))));
        String body =
                "{\"codes\": ["
                        + "\"(01)06901234567892(21)22222222222222222222\",".repeat(99)
                        + "\"(01)06901234567892(21)A1\"]}";
        assertThat(shop.json("/verify", body).status()).isEqualTo(200);
        TestServer.Answer refused = shop.json("/verify", body);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("retry-after");
    }
}
