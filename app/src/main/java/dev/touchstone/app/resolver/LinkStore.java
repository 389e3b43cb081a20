// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of links.
final class LinkStore {
    /// Lets one change of a primary key's links happen at a time.
    void lock(Tx tx, String keyPath) {
        tx.sql()
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 160))")
                .bind("key", keyPath)
                .mapToMap()
                .list();
    }

    /// All links of a primary key.
    List<Link> ofKey(Tx tx, String keyPath, int countMax) {
        return tx.sql()
                .createQuery(
                        "select * from resolver_link where key_path = :key order by id limit :max")
                .bind("key", keyPath)
                .bind("max", countMax)
                .map(LinkStore::link)
                .list();
    }

    /// An enterprise's links, latest first.
    List<Link> ofEnterprise(Tx tx, UUID enterprise, Optional<UUID> before, int countMax) {
        Query query =
                tx.sql()
                        .createQuery(
                                "select * from resolver_link where enterprise_id = :enterprise"
                                        + (before.isPresent() ? " and id < :before" : "")
                                        + " order by id desc limit :max")
                        .bind("enterprise", enterprise)
                        .bind("max", countMax);
        before.ifPresent(id -> query.bind("before", id));
        return query.map(LinkStore::link).list();
    }

    Optional<Link> find(Tx tx, UUID enterprise, UUID id) {
        return tx.sql()
                .createQuery(
                        "select * from resolver_link"
                                + " where enterprise_id = :enterprise and id = :id")
                .bind("enterprise", enterprise)
                .bind("id", id)
                .map(LinkStore::link)
                .findOne();
    }

    /// Sets a link: the same kind, target and context at the same anchor is the same link.
    void put(Tx tx, Link link) {
        Target target = link.target();
        tx.sql()
                .createUpdate(
                        """
                        insert into resolver_link
                          (id, enterprise_id, key_path, anchor, kind, href, title, languages,
                           media_type, context, is_default, changed_at, statement)
                        values (:id, :enterprise, :key, :anchor, :kind, :href, :title, :languages,
                           :type, :context, :default, :at, :statement)
                        on conflict (key_path, anchor, kind, href, context) do update
                        set title = excluded.title, languages = excluded.languages,
                            media_type = excluded.media_type, is_default = excluded.is_default,
                            changed_at = excluded.changed_at, statement = excluded.statement
                        """)
                .bind("id", link.id())
                .bind("enterprise", link.enterprise())
                .bind("key", target.anchor().keyPath())
                .bind("anchor", target.anchor().path())
                .bind("kind", target.kind().name())
                .bind("href", target.href())
                .bind("title", target.title())
                .bindArray("languages", String.class, target.languages())
                .bind("type", target.mediaType())
                .bind("context", target.context())
                .bind("default", target.isDefault())
                .bind("at", link.changedAt())
                .bind("statement", link.statement())
                .execute();
    }

    /// Takes the default away from whichever link of the anchor has it.
    void noDefault(Tx tx, Anchor anchor) {
        tx.sql()
                .createUpdate(
                        """
                        update resolver_link set is_default = false
                        where key_path = :key and anchor = :anchor and is_default
                        """)
                .bind("key", anchor.keyPath())
                .bind("anchor", anchor.path())
                .execute();
    }

    void remove(Tx tx, Link link) {
        tx.sql()
                .createUpdate("delete from resolver_link where key_path = :key and id = :id")
                .bind("key", link.target().anchor().keyPath())
                .bind("id", link.id())
                .execute();
    }

    private static Link link(ResultSet row, StatementContext context) throws SQLException {
        Array languages = row.getArray("languages");
        Instant changed = Times.at(row, "changed_at");
        return new Link(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                new Target(
                        Anchor.parse(row.getString("anchor")),
                        new LinkKind(row.getString("kind")),
                        row.getString("href"),
                        row.getString("title"),
                        List.of((String[]) languages.getArray()),
                        row.getString("media_type"),
                        row.getString("context"),
                        row.getBoolean("is_default"),
                        false),
                changed,
                row.getObject("statement", UUID.class));
    }
}
