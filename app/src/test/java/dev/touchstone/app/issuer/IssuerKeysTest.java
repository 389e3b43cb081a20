// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.credential.Credential;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.StatusSource;
import dev.touchstone.credential.StrictJson;
import dev.touchstone.credential.Suite;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import dev.touchstone.credential.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class IssuerKeysTest {
    private static final String URL = "https://quality.example";

    private TestWorld world;
    private IssuerKeys keys;
    private Caller operator;

    @BeforeEach
    void open() {
        world = new TestWorld();
        keys = open("secret", URL);
        operator = world.caller(Role.OPERATOR);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private IssuerKeys open(String secret, String url) {
        return IssuerKeys.open(
                world.db,
                world.publicLog,
                purpose -> Sha256.of(secret + purpose),
                url,
                world.now::get);
    }

    private String sign(Issuer signer, Instant created) {
        Credential credential =
                Credential.builder(signer.did(), created)
                        .subject(JsonNodeFactory.instance.objectNode().put("id", "urn:x"))
                        .build();
        return StrictJson.text(signer.issue(credential, created));
    }

    private String signedNow() {
        return world.db.write(tx -> sign(keys.signer(tx), world.now.get()));
    }

    private Optional<Issuer> named(IssuerKeys of, String method) {
        return world.db.read(tx -> of.signerNamed(tx, method));
    }

    private Verification verify(String credential) {
        return new Verifier(keys.document(), StatusSource.NONE, Set.of(Suite.values()))
                .verify(credential, world.now.get());
    }

    private void later(Duration duration) {
        world.now.updateAndGet(now -> now.plus(duration));
    }

    @Test
    void makesTheFirstKeyAndPublishesItOnce() {
        assertThat(keys.did()).isEqualTo("did:web:quality.example");
        assertThat(keys.overview().keys()).hasSize(1);
        assertThat(keys.latest().version()).isEqualTo(1);
        assertThat(open("secret", URL).overview()).isEqualTo(keys.overview());
        assertThat(world.statements("issuer:document"))
                .singleElement()
                .asString()
                .contains("\"documentSha256\":\"" + keys.latest().sha256() + "\"");
        assertThat(Sha256.hex(keys.latest().json())).isEqualTo(keys.latest().sha256());
        assertThat(verify(signedNow())).isInstanceOf(Valid.class);
    }

    @Test
    void whatAnOlderKeySignedStillVerifies() {
        String old = signedNow();
        later(Duration.ofDays(1));
        DocumentVersion second = keys.rotate(operator, 1);
        assertThat(second.version()).isEqualTo(2);
        String young = signedNow();
        assertThat(verify(old)).isInstanceOf(Valid.class);
        assertThat(verify(young)).isInstanceOf(Valid.class);
        assertThat(second.json()).contains("\"expires\":\"2026-09-02T02:01:00Z\"");
        assertThat(keys.version(1).json()).doesNotContain("expires");
        assertThat(world.statements("issuer:document")).hasSize(2);
        refuses(Code.NOT_FOUND, () -> keys.version(3));
    }

    @Test
    void aRetiredKeySignsNothingThatVerifies() {
        Issuer old = world.db.write(keys::signer);
        later(Duration.ofDays(1));
        keys.rotate(operator, 1);
        later(Duration.ofMinutes(2));
        assertThat(verify(sign(old, world.now.get())))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(Reason.KEY_OUT_OF_USE));
    }

    @Test
    void nothingARevokedKeySignedVerifies() {
        String lost = signedNow();
        later(Duration.ofDays(1));
        DocumentVersion document = keys.revoke(operator, 1, "stolen");
        assertThat(document.json()).contains("\"revoked\":\"2026-09-02T02:00:00Z\"");
        assertThat(verify(lost)).isInstanceOf(Verification.Invalid.class);
        assertThat(verify(signedNow())).as("the next key is in use").isInstanceOf(Valid.class);
        assertThat(keys.overview().keys())
                .extracting(SigningKey::state)
                .containsExactly(SigningKey.State.IN_USE, SigningKey.State.REVOKED);
        refuses(Code.WRONG_STATE, () -> keys.revoke(operator, 1, "again"));
        refuses(Code.NOT_FOUND, () -> keys.revoke(operator, 9, "none"));
        String method = world.db.read(tx -> keys.signerForNow(tx).verificationMethod());
        assertThat(named(keys, method)).isPresent();
        String gone = keys.did() + "#" + keys.overview().keys().getLast().ed25519();
        assertThat(named(keys, gone)).isEmpty();
    }

    @Test
    void onlyAnOperatorChangesKeys() {
        for (Role role : List.of(Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR)) {
            Caller other = world.caller(role);
            refuses(Code.FORBIDDEN, () -> keys.rotate(other, 1));
            refuses(Code.FORBIDDEN, () -> keys.revoke(other, 1, "x"));
        }
        refuses(Code.CONFLICT, () -> keys.rotate(operator, 2));
        assertThat(keys.latest().version()).isEqualTo(1);
    }

    @Test
    void refusesMoreKeysThanADocumentHolds() {
        for (int n = 1; n < SigningKey.KEYS_MAX; n++) {
            keys.rotate(operator, n);
        }
        refuses(Code.WRONG_COUNT, () -> keys.rotate(operator, SigningKey.KEYS_MAX));
        assertThat(keys.document().methods()).hasSize(2 * SigningKey.KEYS_MAX);
    }

    @Test
    void refusesToStartWithAnotherMasterKey() {
        assertThatThrownBy(() -> open("other", URL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master.key");
    }

    @Test
    void publishesAnewAfterAMove() {
        IssuerKeys moved = open("secret", "https://other.example:8443");
        assertThat(moved.latest().version()).isEqualTo(2);
        assertThat(moved.document().id()).isEqualTo("did:web:other.example%3A8443");
        String method = world.db.read(tx -> keys.signerForNow(tx).verificationMethod());
        assertThat(named(moved, method)).isEmpty();
    }

    @Test
    void aChangeOfKeysWaitsForABulkIssueAndIsSeenByAnotherNode() throws Exception {
        CountDownLatch signing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<String> bulk =
                CompletableFuture.supplyAsync(
                        () ->
                                world.db.write(
                                        tx -> {
                                            Issuer signer = keys.signer(tx);
                                            signing.countDown();
                                            await(goOn);
                                            return sign(signer, world.now.get());
                                        }));
        assertThat(signing.await(20, TimeUnit.SECONDS)).isTrue();
        IssuerKeys otherNode = open("secret", URL);
        CompletableFuture<DocumentVersion> rotation =
                CompletableFuture.supplyAsync(() -> otherNode.rotate(operator, 1));
        assertThat(rotation.isDone()).isFalse();
        assertThat(keys.latest().version()).isEqualTo(1);
        goOn.countDown();
        String credential = bulk.get(20, TimeUnit.SECONDS);
        assertThat(rotation.get(20, TimeUnit.SECONDS).version()).isEqualTo(2);
        assertThat(verify(credential)).isInstanceOf(Valid.class);
        JsonNode second = StrictJson.parse(signedNow()).path("proof").path(0);
        assertThat(second.path("verificationMethod").asString())
                .endsWith(keys.overview().keys().getFirst().ed25519());
        assertThat(DidDocument.parse(keys.latest().json())).isEqualTo(otherNode.document());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void concurrentChangesMakeOneNewKey() {
        List<CompletableFuture<Boolean>> tries =
                IntStream.range(0, 4)
                        .mapToObj(
                                n ->
                                        CompletableFuture.supplyAsync(
                                                () -> {
                                                    try {
                                                        keys.rotate(operator, 1);
                                                        return true;
                                                    } catch (dev.touchstone.app.usecase.Refused e) {
                                                        return false;
                                                    }
                                                }))
                        .toList();
        assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(keys.overview().keys()).hasSize(2);
    }
}
