// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Callers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final String PASSWORD = "correct horse battery staple";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-09-01T00:00:00Z"));
    private Database db;
    private Accounts accounts;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        SecureRandom random = new SecureRandom();
        accounts = new Accounts(db, new Ids(now::get, random), now::get, random);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Caller operator() {
        accounts.setUp(accounts.setUpToken().orElseThrow(), "operator", PASSWORD);
        return accounts.bySession(accounts.signIn("operator", PASSWORD)).orElseThrow();
    }

    private Caller invited(Caller by, String login, Role role, Optional<UUID> enterprise) {
        accounts.accept(accounts.invite(by, login, Set.of(role), enterprise).token(), PASSWORD);
        return accounts.bySession(accounts.signIn(login, PASSWORD)).orElseThrow();
    }

    @Test
    void thereIsNobodyAndNoDefaultPasswordAtFirst() {
        for (String login : List.of("admin", "operator", "root", "touchstone")) {
            refuses(Code.BAD_CREDENTIALS, () -> accounts.signIn(login, login));
            refuses(Code.BAD_CREDENTIALS, () -> accounts.signIn(login, ""));
        }
    }

    @Test
    void theSetUpLinkMakesOneOperatorOnce() {
        String token = accounts.setUpToken().orElseThrow();
        accounts.setUp(token, "operator", PASSWORD);
        refuses(Code.LINK_SPENT, () -> accounts.setUp(token, "second", PASSWORD));
        assertThat(accounts.setUpToken()).isEmpty();
        Caller operator = accounts.bySession(accounts.signIn("operator", PASSWORD)).orElseThrow();
        assertThat(operator.roles()).containsExactly(Role.OPERATOR);
    }

    @Test
    void aNewSetUpLinkEndsTheOlderOne() {
        String older = accounts.setUpToken().orElseThrow();
        String newer = accounts.setUpToken().orElseThrow();
        refuses(Code.LINK_SPENT, () -> accounts.setUp(older, "operator", PASSWORD));
        accounts.setUp(newer, "operator", PASSWORD);
    }

    @Test
    void ofTwoWhoUseASetUpLinkAtOnceOneGetsIt() throws Exception {
        String token = accounts.setUpToken().orElseThrow();
        List<Future<Boolean>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                String login = "operator" + i;
                tries.add(
                        threads.submit(
                                () -> {
                                    try {
                                        accounts.setUp(token, login, PASSWORD);
                                        return true;
                                    } catch (dev.touchstone.app.usecase.Refused e) {
                                        return false;
                                    }
                                }));
            }
        }
        int made = 0;
        for (Future<Boolean> one : tries) {
            made += one.get() ? 1 : 0;
        }
        assertThat(made).isEqualTo(1);
    }

    @Test
    void anInvitationEndsWithItsWeek() {
        Caller operator = operator();
        Accounts.Invited invited =
                accounts.invite(operator, "late", Set.of(Role.REVIEWER), Optional.empty());
        now.updateAndGet(t -> t.plus(Accounts.INVITATION_LASTS));
        refuses(Code.LINK_SPENT, () -> accounts.accept(invited.token(), PASSWORD));
    }

    @Test
    void aPasswordNeedsTwelveCharactersAndNotTheName() {
        String token = accounts.setUpToken().orElseThrow();
        refuses(Code.WEAK_PASSWORD, () -> accounts.setUp(token, "operator", "elevenchars"));
        refuses(Code.WEAK_PASSWORD, () -> accounts.setUp(token, "operator", "my-Operator-123"));
        refuses(Code.WEAK_PASSWORD, () -> accounts.setUp(token, "operator", "x".repeat(129)));
        accounts.setUp(token, "operator", "twelve chars");
        assertThat(accounts.signIn("operator", "twelve chars")).isNotEmpty();
    }

    @Test
    void passwordsAreKeptAsArgon2idAndTokensAsDigests() {
        String session = accounts.signIn(operator().login(), PASSWORD);
        String dump =
                db.read(
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                "select a::text || s::text"
                                                        + " from account a, session s")
                                        .mapTo(String.class)
                                        .list()
                                        .toString());
        assertThat(dump).contains("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(dump).doesNotContain(PASSWORD).doesNotContain(session);
    }

    @Test
    void aSessionEndsAfterTwelveHoursOrWhenSignedOut() {
        operator();
        String one = accounts.signIn("operator", PASSWORD);
        String two = accounts.signIn("operator", PASSWORD);
        assertThat(one).isNotEqualTo(two);
        accounts.signOut(one);
        assertThat(accounts.bySession(one)).isEmpty();
        assertThat(accounts.bySession(two)).isPresent();
        now.updateAndGet(t -> t.plus(Accounts.SESSION_LASTS).minus(Duration.ofSeconds(1)));
        assertThat(accounts.bySession(two)).isPresent();
        now.updateAndGet(t -> t.plusSeconds(1));
        assertThat(accounts.bySession(two)).isEmpty();
        assertThat(accounts.dropExpired()).isPositive();
    }

    @Test
    void anOwnerInvitesForTheOwnEnterpriseOnly() {
        Caller operator = operator();
        UUID mine = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Caller owner = invited(operator, "owner", Role.OWNER, Optional.of(mine));
        Caller quality = invited(owner, "quality", Role.QUALITY, Optional.of(mine));
        assertThat(quality.enterprise()).contains(mine);
        refuses(
                Code.NOT_FOUND,
                () -> accounts.invite(owner, "spy", Set.of(Role.SERVICE), Optional.of(other)));
        refuses(
                Code.FORBIDDEN,
                () -> accounts.invite(owner, "boss", Set.of(Role.OPERATOR), Optional.empty()));
        refuses(
                Code.FORBIDDEN,
                () -> accounts.invite(quality, "x1x", Set.of(Role.SERVICE), Optional.of(mine)));
        assertThat(accounts.list(owner, ""))
                .extracting(Account::login)
                .containsExactly("owner", "quality");
    }

    @Test
    void rolesOfAnEnterpriseAndOfTheAssociationDoNotMix() {
        Caller operator = operator();
        refuses(
                Code.INVALID_VALUE,
                () ->
                        accounts.invite(
                                operator,
                                "mixed",
                                Set.of(Role.OWNER, Role.REVIEWER),
                                Optional.of(UUID.randomUUID())));
        refuses(
                Code.INVALID_VALUE,
                () -> accounts.invite(operator, "lost", Set.of(Role.OWNER), Optional.empty()));
    }

    @Test
    void aNameIsTakenOnce() {
        Caller operator = operator();
        accounts.invite(operator, "twin", Set.of(Role.AUDITOR), Optional.empty());
        refuses(
                Code.LOGIN_TAKEN,
                () -> accounts.invite(operator, "twin", Set.of(Role.AUDITOR), Optional.empty()));
    }

    @Test
    void aDisabledAccountIsOutAtOnce() {
        Caller operator = operator();
        Caller auditor = invited(operator, "auditor", Role.AUDITOR, Optional.empty());
        String session = accounts.signIn("auditor", PASSWORD);
        String key = accounts.newKey(auditor, "mine", Set.of(Scope.TRACE)).secret();
        accounts.disable(operator, auditor.account());
        assertThat(accounts.bySession(session)).isEmpty();
        refuses(Code.BAD_CREDENTIALS, () -> accounts.byKey(key));
        refuses(Code.BAD_CREDENTIALS, () -> accounts.signIn("auditor", PASSWORD));
        refuses(Code.WRONG_STATE, () -> accounts.disable(operator, operator.account()));
    }

    @Test
    void aKeyHasItsScopesUntilItIsRevokedOrAYearOld() {
        Caller operator = operator();
        Accounts.NewKey key = accounts.newKey(operator, "import", Set.of(Scope.REGISTRY));
        assertThat(accounts.byKey(key.secret()).scopes()).contains(Set.of(Scope.REGISTRY));
        refuses(Code.BAD_CREDENTIALS, () -> accounts.byKey(key.secret() + "x"));
        Caller other = Callers.with(Role.AUDITOR);
        refuses(Code.NOT_FOUND, () -> accounts.revoke(other, key.key().id()));
        accounts.revoke(operator, key.key().id());
        refuses(Code.BAD_CREDENTIALS, () -> accounts.byKey(key.secret()));
        Accounts.NewKey old = accounts.newKey(operator, "old", Set.of(Scope.REGISTRY));
        now.updateAndGet(t -> t.plus(Accounts.KEY_LASTS));
        refuses(Code.BAD_CREDENTIALS, () -> accounts.byKey(old.secret()));
    }

    @Test
    void anAccountHasAtMostFiftyKeys() {
        Caller operator = operator();
        for (int i = 0; i < Accounts.KEYS_MAX; i++) {
            accounts.newKey(operator, "key " + i, Set.of(Scope.MARK));
        }
        refuses(Code.WRONG_COUNT, () -> accounts.newKey(operator, "more", Set.of(Scope.MARK)));
        assertThat(accounts.keys(operator)).hasSize(Accounts.KEYS_MAX);
    }
}
