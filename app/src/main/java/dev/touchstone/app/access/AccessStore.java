// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The rows of accounts, invitations, sessions and keys.
final class AccessStore {
    long accounts(Tx tx) {
        return tx.sql().createQuery("select count(*) from account").mapTo(Long.class).one();
    }

    void insert(Tx tx, Account account, Instant now) {
        try {
            tx.sql()
                    .createUpdate(
                            """
                            insert into account (id, login, roles, enterprise_id, created_at)
                            values (:id, :login, :roles, :enterprise, :now)
                            """)
                    .bind("id", account.id())
                    .bind("login", account.login())
                    .bindArray("roles", String.class, names(account.roles()))
                    .bind("enterprise", account.enterprise().orElse(null))
                    .bind("now", now)
                    .execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "account_login_key")) {
                throw new Refused(Code.LOGIN_TAKEN).at("login");
            }
            throw e;
        }
    }

    void setPassword(Tx tx, UUID account, String phc) {
        tx.sql()
                .createUpdate("update account set password_hash = :phc where id = :id")
                .bind("phc", phc)
                .bind("id", account)
                .execute();
    }

    void disable(Tx tx, UUID account) {
        tx.sql()
                .createUpdate("update account set disabled = true where id = :id")
                .bind("id", account)
                .execute();
        tx.sql()
                .createUpdate("delete from session where account_id = :id")
                .bind("id", account)
                .execute();
    }

    Optional<Account> account(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from account where id = :id")
                .bind("id", id)
                .map(AccessStore::accountOf)
                .findOne();
    }

    /// The account and its password hash, for one that was signed in with before.
    Optional<WithPassword> byLogin(Tx tx, String login) {
        return tx.sql()
                .createQuery(
                        """
                        select * from account
                        where login = :login and password_hash is not null and not disabled
                        """)
                .bind("login", login)
                .map(
                        (row, context) ->
                                new WithPassword(
                                        accountOf(row, context), row.getString("password_hash")))
                .findOne();
    }

    record WithPassword(Account account, String phc) {}

    List<Account> list(Tx tx, Optional<UUID> enterprise, String after, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from account
                        where login > :after
                          and (:enterprise::uuid is null or enterprise_id = :enterprise::uuid)
                        order by login limit :max
                        """)
                .bind("after", after)
                .bind("enterprise", enterprise.orElse(null))
                .bind("max", countMax)
                .map(AccessStore::accountOf)
                .list();
    }

    List<Account> withIds(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .createQuery("select * from account where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.toArray())
                .map(AccessStore::accountOf)
                .list();
    }

    void insertInvitation(Tx tx, byte[] tokenHash, Optional<UUID> account, Instant expires) {
        tx.sql()
                .createUpdate(
                        """
                        insert into invitation (token_hash, account_id, expires_at)
                        values (:hash, :account, :expires)
                        """)
                .bind("hash", tokenHash)
                .bind("account", account.orElse(null))
                .bind("expires", expires)
                .execute();
    }

    void dropSetUpLinks(Tx tx) {
        tx.sql().execute("delete from invitation where account_id is null");
    }

    boolean invitationOpen(Tx tx, byte[] tokenHash, boolean setUp, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from invitation
                        where token_hash = :hash and expires_at > :now
                          and (account_id is null) = :setUp
                        """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .bind("setUp", setUp)
                .mapTo(Boolean.class)
                .one();
    }

    /// Uses an invitation up. Of two at the same time, one gets it.
    ///
    /// @return empty when there is none; else the invited account, empty inside for a set-up link
    Optional<Optional<UUID>> takeInvitation(Tx tx, byte[] tokenHash, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        delete from invitation where token_hash = :hash and expires_at > :now
                        returning account_id
                        """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .map((row, context) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .findOne();
    }

    void insertSession(Tx tx, byte[] tokenHash, UUID account, Instant expires) {
        tx.sql()
                .createUpdate(
                        """
                        insert into session (token_hash, account_id, expires_at)
                        values (:hash, :account, :expires)
                        """)
                .bind("hash", tokenHash)
                .bind("account", account)
                .bind("expires", expires)
                .execute();
    }

    void deleteSession(Tx tx, byte[] tokenHash) {
        tx.sql()
                .createUpdate("delete from session where token_hash = :hash")
                .bind("hash", tokenHash)
                .execute();
    }

    int deleteExpired(Tx tx, Instant now) {
        int sessions =
                tx.sql()
                        .createUpdate("delete from session where expires_at <= :now")
                        .bind("now", now)
                        .execute();
        return sessions
                + tx.sql()
                        .createUpdate("delete from invitation where expires_at <= :now")
                        .bind("now", now)
                        .execute();
    }

    Optional<Account> bySession(Tx tx, byte[] tokenHash, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        select a.* from session s join account a on a.id = s.account_id
                        where s.token_hash = :hash and s.expires_at > :now and not a.disabled
                        """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .map(AccessStore::accountOf)
                .findOne();
    }

    void insertKey(Tx tx, ApiKey key, byte[] keyHash) {
        tx.sql()
                .createUpdate(
                        """
                        insert into api_key
                          (id, account_id, name, key_hash, scopes, created_at, expires_at)
                        values (:id, :account, :name, :hash, :scopes, :created, :expires)
                        """)
                .bind("id", key.id())
                .bind("account", key.account())
                .bind("name", key.name())
                .bind("hash", keyHash)
                .bindArray("scopes", String.class, names(key.scopes()))
                .bind("created", key.createdAt())
                .bind("expires", key.expiresAt())
                .execute();
    }

    List<ApiKey> keys(Tx tx, UUID account) {
        return tx.sql()
                .createQuery("select * from api_key where account_id = :account order by id")
                .bind("account", account)
                .map(AccessStore::key)
                .list();
    }

    boolean revoke(Tx tx, UUID account, UUID key) {
        return tx.sql()
                        .createUpdate(
                                """
                                update api_key set revoked = true
                                where id = :id and account_id = :account
                                """)
                        .bind("id", key)
                        .bind("account", account)
                        .execute()
                == 1;
    }

    record ByKey(Account account, Set<Scope> scopes) {}

    Optional<ByKey> byKey(Tx tx, byte[] keyHash, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        select a.*, k.scopes from api_key k join account a on a.id = k.account_id
                        where k.key_hash = :hash and k.expires_at > :now and not k.revoked
                          and not a.disabled
                        """)
                .bind("hash", keyHash)
                .bind("now", now)
                .map(
                        (row, context) ->
                                new ByKey(
                                        accountOf(row, context),
                                        constants(Scope.class, row.getArray("scopes"))))
                .findOne();
    }

    private static Account accountOf(ResultSet row, StatementContext context) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("login"),
                constants(Role.class, row.getArray("roles")),
                Optional.ofNullable(row.getObject("enterprise_id", UUID.class)),
                row.getString("password_hash") == null,
                row.getBoolean("disabled"));
    }

    private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("name"),
                constants(Scope.class, row.getArray("scopes")),
                Times.at(row, "created_at"),
                Times.at(row, "expires_at"),
                row.getBoolean("revoked"));
    }

    private static <E extends Enum<E>> Set<E> constants(Class<E> type, Array names)
            throws SQLException {
        Set<E> constants = EnumSet.noneOf(type);
        Arrays.stream((Object[]) names.getArray())
                .forEach(name -> constants.add(Enum.valueOf(type, String.valueOf(name))));
        return constants;
    }

    private static List<String> names(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }
}
