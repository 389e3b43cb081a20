// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.usecase.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Who may sign in, and with what. Thread-safe.
public final class Accounts {
    /// How long a session lasts.
    public static final Duration SESSION_LASTS = Duration.ofHours(12);

    /// How long an invitation or set-up link works.
    public static final Duration INVITATION_LASTS = Duration.ofDays(7);

    /// How long an API key works.
    public static final Duration KEY_LASTS = Duration.ofDays(365);

    /// The most keys an account may have.
    public static final int KEYS_MAX = 50;

    /// The most accounts a page lists.
    public static final int LIST_MAX = 100;

    private static final String KEY_PREFIX = "tsk_";
    private static final int TOKEN_BYTES = 32;

    private final Database db;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Passwords passwords;
    /// A key that was ended on another node may be used here for so long.
    private static final Duration KEY_KNOWN_FOR = Duration.ofSeconds(1);

    private static final int KNOWN_KEYS_MAX = 1_000;

    private final Map<ByteBuffer, KnownKey> keys = new ConcurrentHashMap<>();
    private final AccessStore store = new AccessStore();
    private final String hashOfNobody;

    /// Accounts kept in a database.
    ///
    /// @param random unpredictable: tokens, keys and salts come from it
    public Accounts(Database db, Ids ids, InstantSource clock, RandomGenerator random) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.passwords = new Passwords(random);
        this.hashOfNobody = passwords.hash(token());
    }

    /// Makes a set-up link when there is no account yet; earlier set-up links stop working.
    ///
    /// @return the link's token, to be printed once; empty when there are accounts
    public Optional<String> setUpToken() {
        return db.write(
                tx -> {
                    if (store.accounts(tx) > 0) {
                        return Optional.<String>empty();
                    }
                    store.dropSetUpLinks(tx);
                    String token = token();
                    Instant expires = clock.instant().plus(INVITATION_LASTS);
                    store.insertInvitation(tx, Sha256.of(token), Optional.empty(), expires);
                    return Optional.of(token);
                });
    }

    /// Says whether an invitation or set-up link still works.
    boolean linkWorks(String token, boolean setUp) {
        return db.read(tx -> store.invitationOpen(tx, Sha256.of(token), setUp, clock.instant()));
    }

    /// Makes the first account, an operator, with a set-up link.
    ///
    /// @throws Refused LINK_SPENT or WEAK_PASSWORD
    public UUID setUp(String token, String login, String password) {
        String phc = checkedHash(login, password);
        return db.write(
                tx -> {
                    Optional<Optional<UUID>> taken =
                            store.takeInvitation(tx, Sha256.of(token), clock.instant());
                    if (taken.isEmpty() || taken.get().isPresent() || store.accounts(tx) > 0) {
                        throw new Refused(Code.LINK_SPENT);
                    }
                    Account account =
                            new Account(
                                    ids.next(),
                                    login,
                                    Set.of(Role.OPERATOR),
                                    Optional.empty(),
                                    false,
                                    false);
                    store.insert(tx, account, clock.instant());
                    store.setPassword(tx, account.id(), phc);
                    return account.id();
                });
    }

    /// Invites somebody: makes an account without a password and a link to choose one. An operator
    /// invites for everybody, an owner for the own enterprise.
    ///
    /// @param enterprise present exactly for enterprise roles
    /// @return the account and the link's token, shown once
    /// @throws Refused FORBIDDEN, NOT_FOUND, LOGIN_TAKEN, or INVALID_VALUE for mixed roles
    public Invited invite(Caller caller, String login, Set<Role> roles, Optional<UUID> enterprise) {
        boolean ofEnterprise = roles.stream().allMatch(Role::ofEnterprise);
        if (roles.stream().anyMatch(Role::ofEnterprise) != ofEnterprise
                || ofEnterprise != enterprise.isPresent()) {
            throw new Refused(Code.INVALID_VALUE, "enterprise").at("roles");
        }
        if (enterprise.isPresent()) {
            caller.requireFor(enterprise.get(), Role.OPERATOR, Role.OWNER);
        } else {
            caller.requireAny(Role.OPERATOR);
        }
        return db.write(
                tx -> {
                    UUID id = ids.next();
                    Account account = new Account(id, login, roles, enterprise, true, false);
                    Instant now = clock.instant();
                    store.insert(tx, account, now);
                    String token = token();
                    store.insertInvitation(
                            tx, Sha256.of(token), Optional.of(id), now.plus(INVITATION_LASTS));
                    return new Invited(account, token);
                });
    }

    /// An invitation just made.
    ///
    /// @param token the secret part of the link; shown once
    public record Invited(Account account, String token) {}

    /// Chooses the password of an invited account.
    ///
    /// @throws Refused LINK_SPENT or WEAK_PASSWORD
    public void accept(String token, String password) {
        db.change(
                tx -> {
                    UUID id =
                            store.takeInvitation(tx, Sha256.of(token), clock.instant())
                                    .flatMap(taken -> taken)
                                    .orElseThrow(() -> new Refused(Code.LINK_SPENT));
                    Account account = store.account(tx, id).orElseThrow();
                    store.setPassword(tx, id, checkedHash(account.login(), password));
                });
    }

    private String checkedHash(String login, String password) {
        if (password.length() < Passwords.LENGTH_MIN
                || password.length() > Passwords.LENGTH_MAX
                || password.toLowerCase(Locale.ROOT).contains(login)) {
            throw new Refused(Code.WEAK_PASSWORD).at("password");
        }
        return passwords.hash(password);
    }

    /// Signs in. Takes as long for a name that does not exist.
    ///
    /// @return the token of a new session
    /// @throws Refused BAD_CREDENTIALS
    public String signIn(String login, String password) {
        Optional<AccessStore.WithPassword> known = db.read(tx -> store.byLogin(tx, login));
        boolean right =
                passwords.matches(
                        password, known.map(AccessStore.WithPassword::phc).orElse(hashOfNobody));
        if (known.isEmpty() || !right) {
            throw new Refused(Code.BAD_CREDENTIALS);
        }
        return db.write(tx -> newSession(tx, known.get().account().id()));
    }

    private String newSession(Tx tx, UUID account) {
        String token = token();
        store.insertSession(tx, Sha256.of(token), account, clock.instant().plus(SESSION_LASTS));
        return token;
    }

    /// Ends a session.
    public void signOut(String sessionToken) {
        db.change(tx -> store.deleteSession(tx, Sha256.of(sessionToken)));
    }

    /// Who a session belongs to; empty for one that ended.
    public Optional<Caller> bySession(String sessionToken) {
        return db.read(tx -> store.bySession(tx, Sha256.of(sessionToken), clock.instant()))
                .map(account -> caller(account, Optional.empty()));
    }

    /// Who an API key acts for.
    ///
    /// @throws Refused BAD_CREDENTIALS for an unknown, expired or revoked key
    public Caller byKey(String key) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(key));
        Instant now = clock.instant();
        KnownKey known = keys.get(hash);
        if (known != null && now.isBefore(known.until()) && !now.isBefore(known.from())) {
            return known.caller();
        }
        Caller caller =
                db.read(tx -> store.byKey(tx, hash.array(), now))
                        .map(found -> caller(found.account(), Optional.of(found.scopes())))
                        .orElseThrow(() -> new Refused(Code.BAD_CREDENTIALS));
        if (keys.size() >= KNOWN_KEYS_MAX) {
            keys.clear();
        }
        keys.put(hash, new KnownKey(caller, now, now.plus(KEY_KNOWN_FOR)));
        return caller;
    }

    /// A key that was looked up a moment ago.
    private record KnownKey(Caller caller, Instant from, Instant until) {}

    private static Caller caller(Account account, Optional<Set<Scope>> scopes) {
        return new Caller(
                account.id(), account.login(), account.roles(), account.enterprise(), scopes);
    }

    /// Makes an API key for the caller's own account.
    ///
    /// @return the key, shown once
    /// @throws Refused WRONG_COUNT past [#KEYS_MAX]
    public NewKey newKey(Caller caller, String name, Set<Scope> scopes) {
        String secret = KEY_PREFIX + token();
        return db.write(
                tx -> {
                    if (store.keys(tx, caller.account()).size() >= KEYS_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, KEYS_MAX);
                    }
                    Instant now = clock.instant();
                    ApiKey key =
                            new ApiKey(
                                    ids.next(),
                                    caller.account(),
                                    name,
                                    scopes,
                                    now,
                                    now.plus(KEY_LASTS),
                                    false);
                    store.insertKey(tx, key, Sha256.of(secret));
                    return new NewKey(key, secret);
                });
    }

    /// A key just made.
    ///
    /// @param secret the key itself; shown once
    public record NewKey(ApiKey key, String secret) {}

    /// The caller's keys.
    public List<ApiKey> keys(Caller caller) {
        return db.read(tx -> store.keys(tx, caller.account()));
    }

    /// Ends one of the caller's keys.
    ///
    /// @throws Refused NOT_FOUND for another's
    public void revoke(Caller caller, UUID key) {
        db.change(
                tx -> {
                    if (!store.revoke(tx, caller.account(), key)) {
                        throw new Refused(Code.NOT_FOUND);
                    }
                });
        keys.clear();
    }

    /// The accounts a caller may see: all for an operator, those of the own enterprise for an
    /// owner.
    ///
    /// @param after the login to go on after; empty for the first page
    public List<Account> list(Caller caller, String after) {
        caller.requireAny(Role.OPERATOR, Role.OWNER);
        Optional<UUID> enterprise =
                caller.is(Role.OPERATOR) ? Optional.empty() : caller.enterprise();
        return db.read(tx -> store.list(tx, enterprise, after, LIST_MAX));
    }

    /// Ends an account's rights: it can no longer sign in, and its sessions end at once.
    ///
    /// @throws Refused NOT_FOUND for an account the caller may not see, WRONG_STATE for the own
    ///     one
    public void disable(Caller caller, UUID account) {
        caller.requireAny(Role.OPERATOR, Role.OWNER);
        db.change(
                tx -> {
                    Account found =
                            store.account(tx, account)
                                    .filter(
                                            a ->
                                                    caller.is(Role.OPERATOR)
                                                            || a.enterprise()
                                                                    .equals(caller.enterprise()))
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    if (found.id().equals(caller.account())) {
                        throw new Refused(Code.WRONG_STATE, found.login());
                    }
                    store.disable(tx, account);
                });
        keys.clear();
    }

    /// Drops ended sessions and links.
    ///
    /// @return how many
    public int dropExpired() {
        return db.write(tx -> store.deleteExpired(tx, clock.instant()));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
