// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkKeyFile;
import dev.touchstone.app.mark.MarkKeyFile.Grade;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final int KEY = MarkAlgorithm.AES.keyId(2026);
    private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

    private final RevokedKeys revoked = new RevokedKeys();
    private final MarkCodes codes = new MarkCodes(MASTER, revoked);
    private TestWorld world;
    private Keyring keyring;
    private Product product;
    private Caller owner;
    private Caller operator;

    @BeforeEach
    void open() {
        world = new TestWorld();
        keyring = keyring(codes, revoked);
        product = world.product(world.maker().id(), "06901234567892");
        owner = world.of(product.enterprise(), Role.OWNER);
        operator = world.caller(Role.OPERATOR);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Keyring keyring(MarkCodes ofCodes, RevokedKeys known) {
        return new Keyring(
                world.db,
                world.publicLog,
                world.products,
                ofCodes,
                known,
                world.ids,
                world.now::get);
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private String text(MarkProfile profile, long counter) {
        return codes.code(product.gtin(), profile, new MarkNumber(KEY, counter)).text();
    }

    private ProductKey key() {
        return keyring.overview(owner, product.gtin()).keys().stream()
                .filter(k -> k.keyId() == KEY)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesTheCodesOfARevokedKeyOnEveryNode() {
        String code = text(MarkProfile.C20, 5);
        RevokedKeys elsewhere = new RevokedKeys();
        MarkCodes otherNode = new MarkCodes(MASTER, elsewhere);
        Keyring other = keyring(otherNode, elsewhere);
        keyring.ask(owner, product.gtin(), KEY, "a laptop was stolen");
        assertThat(key().state()).isEqualTo(ProductKey.State.ASKED);
        assertThat(codes.read(product.gtin(), code)).isInstanceOf(Reading.Right.class);
        keyring.confirm(operator, product.gtin(), KEY);
        assertThat(key().state()).isEqualTo(ProductKey.State.REVOKED);
        assertThat(codes.read(product.gtin(), code))
                .isInstanceOfSatisfying(
                        Reading.RevokedKey.class,
                        r -> assertThat(r.reason()).isEqualTo("a laptop was stolen"));
        other.refresh();
        assertThat(otherNode.read(product.gtin(), code)).isInstanceOf(Reading.RevokedKey.class);
        RevokedKeys restarted = new RevokedKeys();
        keyring(new MarkCodes(MASTER, restarted), restarted);
        assertThat(restarted.reason(product.gtin().number(), KEY)).isPresent();
        assertThat(world.statements(Product.subject(product.gtin())).getFirst())
                .contains("mark.key-revoked", "a laptop was stolen", "\"keyId\":10");
    }

    @Test
    void newCodesAreMadeWithTheNextKeyThatIsNotRevoked() {
        assertThat(codes.keyIdFor(product.gtin(), MarkAlgorithm.AES, 2026)).hasValue(10);
        keyring.ask(owner, product.gtin(), KEY, "stolen");
        keyring.confirm(operator, product.gtin(), KEY);
        assertThat(codes.keyIdFor(product.gtin(), MarkAlgorithm.AES, 2026)).hasValue(11);
        assertThat(codes.keyIdFor(product.gtin(), MarkAlgorithm.SM4, 2026)).hasValue(2);
        for (int keyId = 8; keyId < 16; keyId++) {
            if (keyId != KEY) {
                keyring.ask(owner, product.gtin(), keyId, "stolen");
                keyring.confirm(operator, product.gtin(), keyId);
            }
        }
        assertThat(codes.keyIdFor(product.gtin(), MarkAlgorithm.AES, 2026)).isEmpty();
    }

    @Test
    void revokingTakesTwoPersons() {
        keyring.ask(owner, product.gtin(), KEY, "stolen");
        refused(Code.SAME_PERSON, () -> keyring.confirm(owner, product.gtin(), KEY));
        refused(Code.CONFLICT, () -> keyring.ask(operator, product.gtin(), KEY, "again"));
        keyring.withdraw(operator, product.gtin(), KEY);
        assertThat(key().state()).isEqualTo(ProductKey.State.VALID);
        refused(Code.NOT_FOUND, () -> keyring.confirm(operator, product.gtin(), KEY));
        keyring.ask(owner, product.gtin(), KEY, "stolen");
        keyring.confirm(world.of(product.enterprise(), Role.OWNER), product.gtin(), KEY);
        refused(Code.WRONG_STATE, () -> keyring.withdraw(operator, product.gtin(), KEY));
        refused(Code.WRONG_STATE, () -> keyring.confirm(operator, product.gtin(), KEY));
    }

    @Test
    void keysAreNobodyElsesBusiness() {
        Caller stranger = world.of(world.maker().id(), Role.OWNER);
        Caller quality = world.of(product.enterprise(), Role.QUALITY);
        refused(Code.NOT_FOUND, () -> keyring.overview(stranger, product.gtin()));
        refused(Code.FORBIDDEN, () -> keyring.overview(quality, product.gtin()));
        refused(Code.NOT_FOUND, () -> keyring.ask(stranger, product.gtin(), KEY, "x"));
        keyring.ask(owner, product.gtin(), KEY, "stolen");
        refused(Code.NOT_FOUND, () -> keyring.confirm(stranger, product.gtin(), KEY));
        refused(Code.NOT_FOUND, () -> keyring.withdraw(stranger, product.gtin(), KEY));
        for (Caller other : new Caller[] {stranger, operator, quality}) {
            assertThatThrownBy(
                            () -> keyring.export(other, product.gtin(), KEY, Grade.CHECK, "me", 30))
                    .isInstanceOf(Refused.class);
        }
        assertThat(keyring.overview(owner, product.gtin()).exports()).isEmpty();
    }

    @Test
    void anExportedKeyChecksCodesWithoutUsAndEndsOnItsDay() {
        MarkKeyFile made =
                keyring.export(owner, product.gtin(), KEY, Grade.CHECK, "Inspector 7", 30);
        MarkKeyFile file = MarkKeyFile.parse(made.write());
        assertThat(file.holder()).isEqualTo("Inspector 7");
        for (MarkProfile profile : MarkProfile.values()) {
            assertThat(file.read(text(profile, 77), TestWorld.START))
                    .isInstanceOfSatisfying(
                            MarkKeyFile.Decoded.Right.class,
                            r -> assertThat(r.counter()).isEmpty());
        }
        String code = text(MarkProfile.C20, 77);
        assertThat(file.read("2".repeat(20), TestWorld.START))
                .isInstanceOf(MarkKeyFile.Decoded.OtherKey.class);
        String wrong = code.substring(0, 19) + (code.endsWith("A") ? 'B' : 'A');
        assertThat(file.read(wrong, TestWorld.START))
                .isInstanceOf(MarkKeyFile.Decoded.WrongTag.class);
        assertThat(file.read("hello", TestWorld.START))
                .isInstanceOf(MarkKeyFile.Decoded.NoCode.class);
        assertThat(file.read(code, file.expiresAt().minusMillis(1)))
                .isInstanceOf(MarkKeyFile.Decoded.Right.class);
        assertThatThrownBy(() -> file.read(code, TestWorld.START.plus(Duration.ofDays(30))))
                .isInstanceOf(MarkKeyFile.Unusable.class)
                .hasMessageContaining("expired");
        assertThat(keyring.overview(owner, product.gtin()).exports())
                .singleElement()
                .satisfies(e -> assertThat(e.holder()).isEqualTo("Inspector 7"));
        assertThat(world.statements(Product.subject(product.gtin())).getFirst())
                .contains("mark.key-exported")
                .contains("Inspector 7");
    }

    @Test
    void onlyAKeyOfTheHigherGradeTellsThePlace() {
        MarkKeyFile file = keyring.export(owner, product.gtin(), KEY, Grade.DECODE, "Line 3", 1);
        assertThat(MarkKeyFile.parse(file.write()).read(text(MarkProfile.C16, 77), TestWorld.START))
                .isInstanceOfSatisfying(
                        MarkKeyFile.Decoded.Right.class,
                        r -> assertThat(r.counter()).contains(77L));
    }

    @Test
    void aKeyFileThatWasChangedIsRefused() {
        byte[] bytes = keyring.export(owner, product.gtin(), KEY, Grade.CHECK, "Line 3", 1).write();
        String text = new String(bytes, UTF_8);
        for (String changed :
                new String[] {
                    text.replace("\"2026-09-02T", "\"2029-09-02T"),
                    text.replace("Line 3", "Line 4"),
                    text.replace("CHECK", "DECODE"),
                    text.replace("\"keyId\":10", "\"keyId\":11"),
                    text.replace("touchstone-mark-key-1", "touchstone-mark-key-2"),
                    text.substring(1),
                    ""
                }) {
            assertThat(changed).isNotEqualTo(text);
            assertThatThrownBy(() -> MarkKeyFile.parse(changed.getBytes(UTF_8)))
                    .isInstanceOf(MarkKeyFile.Unusable.class);
        }
    }

    @Test
    void aRevokedKeyIsNotGivenToAnybody() {
        keyring.ask(owner, product.gtin(), KEY, "stolen");
        keyring.confirm(operator, product.gtin(), KEY);
        refused(
                Code.WRONG_STATE,
                () -> keyring.export(owner, product.gtin(), KEY, Grade.CHECK, "Line 3", 1));
    }
}
