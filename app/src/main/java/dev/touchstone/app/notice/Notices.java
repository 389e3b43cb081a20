// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Hmac;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The face of letters. Thread-safe.
public final class Notices {
    private static final int CLAIMED_MAX = 20;
    private static final int TAG_BYTES = 16;

    private final Database db;
    private final Optional<Mailer> mailer;
    private final Messages messages;
    private final SealedText seal;
    private final Hmac tagKey;
    private final String publicUrl;
    private final Ids ids;
    private final InstantSource clock;
    private final NoticeStore store = new NoticeStore();

    /// Letters of an installation.
    ///
    /// @param mailer empty when there is no mail server; then nobody gets letters
    /// @param key 32 secret bytes, which seal what waits
    /// @param publicUrl the origin people know us by, named at the end of each letter
    /// @param random fit for nonces
    public Notices(
            Database db,
            Optional<Mailer> mailer,
            Messages messages,
            byte[] key,
            String publicUrl,
            Ids ids,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.mailer = mailer;
        this.messages = messages;
        this.seal = new SealedText(key, random);
        this.tagKey = new Hmac(key);
        this.publicUrl = publicUrl;
        this.ids = ids;
        this.clock = clock;
    }

    /// Posts a letter in the transaction of what it tells; it is sent soon after.
    ///
    /// @return whether it will be tried: not without a mail server, and not when the address had
    ///     20 letters in the last 24 hours
    public boolean post(Tx tx, Notice notice) {
        if (mailer.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        byte[] tag = tag(notice.to());
        if (store.posted(tx, tag, now.minus(NoticeRules.DAY)) >= NoticeRules.PER_ADDRESS_MAX) {
            return false;
        }
        UUID id = ids.next();
        Letter letter = written(id, notice);
        store.insert(tx, id, notice.kind(), tag, seal.seal(id, letter.packed()), now);
        return true;
    }

    /// Posts a letter that shows whether letters arrive.
    ///
    /// @param caller an operator, whose name it tells
    /// @return whether it will be tried
    public boolean test(Caller caller, EmailAddress to, Language language) {
        caller.requireAny(Role.OPERATOR);
        Notice notice = new Notice(to, language, "notice.test", List.of(caller.login()));
        return db.write(tx -> post(tx, notice));
    }

    private Letter written(UUID id, Notice notice) {
        Object[] values = notice.values().toArray();
        String subject = messages.text(notice.language(), notice.kind() + ".subject", values);
        String body = messages.text(notice.language(), notice.kind() + ".body", values);
        String footer = messages.text(notice.language(), "notice.footer", publicUrl);
        return new Letter(
                id,
                notice.to(),
                notice.language(),
                subject.replaceAll("\\p{Cntrl}+", " ").strip(),
                (body + "\n\n-- \n" + footer + "\n").replace("\u0000", ""));
    }

    /// The same for one mailbox always, and telling nobody which one.
    private byte[] tag(EmailAddress address) {
        return Arrays.copyOf(tagKey.of(address.folded()), TAG_BYTES);
    }

    /// Sends what is due. A job calls this again and again.
    ///
    /// @return how many the server took
    public int sendDue() {
        if (mailer.isEmpty()) {
            return 0;
        }
        int taken = 0;
        List<NoticeStore.Claimed> batch;
        do {
            batch = claim();
            for (NoticeStore.Claimed one : batch) {
                Letter letter = Letter.unpacked(one.id(), seal.open(one.id(), one.sealed()));
                Mailer.Outcome outcome = mailer.get().send(letter);
                settle(one, outcome);
                taken += outcome instanceof Mailer.Outcome.Taken ? 1 : 0;
            }
        } while (batch.size() == CLAIMED_MAX);
        return taken;
    }

    private List<NoticeStore.Claimed> claim() {
        return db.write(
                tx -> {
                    Instant now = clock.instant();
                    return store.claim(tx, now, now.plus(NoticeRules.LEASE), CLAIMED_MAX);
                });
    }

    private void settle(NoticeStore.Claimed one, Mailer.Outcome outcome) {
        db.change(
                tx -> {
                    Instant now = clock.instant();
                    switch (outcome) {
                        case Mailer.Outcome.Taken() -> store.settle(tx, one.id(), "SENT", "", now);
                        case Mailer.Outcome.Refused(String fault) ->
                                store.settle(tx, one.id(), "GIVEN_UP", fault, now);
                        case Mailer.Outcome.Unreachable(String fault) ->
                                NoticeRules.nextTry(one.tries(), now)
                                        .ifPresentOrElse(
                                                next -> store.postpone(tx, one.id(), fault, next),
                                                () ->
                                                        store.settle(
                                                                tx,
                                                                one.id(),
                                                                "GIVEN_UP",
                                                                fault,
                                                                now));
                    }
                });
    }

    /// Drops the traces of letters that were settled 30 days ago. A job calls this daily.
    ///
    /// @return how many
    public int dropSettled() {
        return db.write(tx -> store.drop(tx, clock.instant().minus(NoticeRules.KEPT)));
    }

    /// How letters fare.
    ///
    /// @param on whether there is a mail server
    /// @param faults why letters wait or were given up, and how many
    public record Overview(
            boolean on, long waiting, long sent, long givenUp, List<Trouble> faults) {}

    /// Why letters wait or were given up.
    public record Trouble(boolean waiting, String fault, long count) {}

    /// How letters fare, without anything that they say.
    ///
    /// @param caller an operator
    public Overview overview(Caller caller) {
        caller.requireAny(Role.OPERATOR);
        return db.read(
                tx -> {
                    Map<String, Long> counts = store.counts(tx);
                    return new Overview(
                            mailer.isPresent(),
                            counts.getOrDefault("WAITING", 0L),
                            counts.getOrDefault("SENT", 0L),
                            counts.getOrDefault("GIVEN_UP", 0L),
                            store.faults(tx).stream()
                                    .map(
                                            one ->
                                                    new Trouble(
                                                            one.state().equals("WAITING"),
                                                            one.fault(),
                                                            one.count()))
                                    .toList());
                });
    }
}
