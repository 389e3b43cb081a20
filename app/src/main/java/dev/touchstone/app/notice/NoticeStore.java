// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import dev.touchstone.app.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rows of letters.
final class NoticeStore {
    /// A letter that is being tried.
    ///
    /// @param tries how often, this one counted
    @SuppressWarnings("ArrayRecordComponent")
    record Claimed(UUID id, byte[] sealed, int tries) {}

    /// A reason why letters wait or were given up, and how many.
    record Fault(String state, String fault, long count) {}

    void insert(Tx tx, UUID id, String kind, byte[] addressTag, byte[] sealed, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into notice
                          (id, kind, address_tag, sealed, posted_at, state, tries, next_try_at)
                        values (:id, :kind, :tag, :sealed, :at, 'WAITING', 0, :at)
                        """)
                .bind("id", id)
                .bind("kind", kind)
                .bind("tag", addressTag)
                .bind("sealed", sealed)
                .bind("at", at)
                .execute();
    }

    int posted(Tx tx, byte[] addressTag, Instant since) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from notice where address_tag = :tag and posted_at > :since
                        """)
                .bind("tag", addressTag)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /// Takes letters that are due, oldest first; nobody else gets them until the lease is over.
    List<Claimed> claim(Tx tx, Instant now, Instant leaseEnds, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        update notice set tries = tries + 1, next_try_at = :ends
                        where id in (
                          select id from notice where state = 'WAITING' and next_try_at <= :now
                          order by next_try_at, id limit :max for update skip locked)
                        returning id, sealed, tries
                        """)
                .bind("now", now)
                .bind("ends", leaseEnds)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new Claimed(
                                        row.getObject("id", UUID.class),
                                        row.getBytes("sealed"),
                                        row.getInt("tries")))
                .list();
    }

    /// Ends a letter, and erases what it said.
    void settle(Tx tx, UUID id, String state, String fault, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update notice
                        set state = :state, fault = :fault, settled_at = :at, sealed = null
                        where id = :id and state = 'WAITING'
                        """)
                .bind("id", id)
                .bind("state", state)
                .bind("fault", fault)
                .bind("at", at)
                .execute();
    }

    void postpone(Tx tx, UUID id, String fault, Instant nextTry) {
        tx.sql()
                .createUpdate(
                        """
                        update notice set fault = :fault, next_try_at = :next
                        where id = :id and state = 'WAITING'
                        """)
                .bind("id", id)
                .bind("fault", fault)
                .bind("next", nextTry)
                .execute();
    }

    int drop(Tx tx, Instant settledBefore) {
        return tx.sql()
                .createUpdate("delete from notice where settled_at < :before")
                .bind("before", settledBefore)
                .execute();
    }

    Map<String, Long> counts(Tx tx) {
        return tx
                .sql()
                .createQuery("select state, count(*) from notice group by state")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Fault> faults(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select state, fault, count(*) from notice
                        where fault <> '' and state <> 'SENT'
                        group by state, fault order by state, fault limit 50
                        """)
                .map(
                        (row, context) ->
                                new Fault(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }
}
