// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Issues and prints the certificates of whole campaigns in the background.
///
/// A batch is a row. A worker takes it up in chunks; a chunk is one transaction that issues or
/// prints and moves the row on, so a node that is killed leaves nothing half done and nothing
/// twice, and the worker of any node goes on at once. One batch of a campaign runs at a time: who
/// starts another is given the one that runs. Thread-safe.
public final class Batches implements AutoCloseable {
    private static final int ISSUED_AT_ONCE = 250;
    private static final int PRINTED_AT_ONCE = 100;
    private static final int LATEST_MAX = 20;
    private static final long LOOK_AGAIN_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final Database db;
    private final Campaigns campaigns;
    private final Pledges pledges;
    private final Issuing issuing;
    private final Prints prints;
    private final Ids ids;
    private final InstantSource clock;
    private final BatchStore store = new BatchStore();
    private final CertificateStore certificates = new CertificateStore();
    private final PrintStore printed = new PrintStore();
    private final Semaphore bell = new Semaphore(0);
    private final Thread worker;
    private volatile boolean closed;

    /// Batches; nothing is worked on before [#work()].
    public Batches(
            Database db,
            Campaigns campaigns,
            Pledges pledges,
            Certificates made,
            Prints prints,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.issuing = made.issuing();
        this.prints = prints;
        this.ids = ids;
        this.clock = clock;
        this.worker = Thread.ofPlatform().name("certificate-batch").daemon().unstarted(this::run);
    }

    /// Starts to work on batches, those that were stopped before included.
    public void work() {
        worker.start();
    }

    /// Starts a batch: issues the certificates of all published pledges of a campaign that have
    /// none, then prints all that are not printed.
    ///
    /// @param caller a publisher or operator
    /// @return the new batch, or the one of this campaign that runs already
    public Batch start(Caller caller, UUID campaign) {
        caller.requireAny(Role.PUBLISHER, Role.OPERATOR);
        Batch begun =
                db.write(
                        tx -> {
                            campaigns.get(tx, campaign);
                            Batch batch = drafted(tx, caller, campaign);
                            if (store.insert(tx, batch)) {
                                return batch;
                            }
                            return store.running(tx, campaign).orElse(batch);
                        });
        bell.release();
        return get(caller, begun.id());
    }

    private Batch drafted(Tx tx, Caller caller, UUID campaign) {
        int missing = certificates.countMissing(tx, campaign);
        return new Batch(
                ids.next(),
                campaign,
                Batch.State.RUNNING,
                missing + printed.countUnprinted(tx, campaign),
                0,
                0,
                0,
                false,
                Optional.empty(),
                "",
                caller.account(),
                now(),
                Optional.empty());
    }

    /// Stops a batch after the chunk it is at; what was issued and printed stays. One that has
    /// ended stays as it is.
    ///
    /// @param caller a publisher or operator
    /// @throws Refused NOT_FOUND
    public Batch cancel(Caller caller, UUID id) {
        caller.requireAny(Role.PUBLISHER, Role.OPERATOR);
        return db.write(
                tx -> {
                    Batch batch = store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    if (batch.state() != Batch.State.RUNNING) {
                        return batch;
                    }
                    Batch ended = batch.ended(Batch.State.CANCELLED, now());
                    store.update(tx, ended);
                    return ended;
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// A batch as far as it came.
    ///
    /// @param caller of the association
    /// @throws Refused NOT_FOUND
    public Batch get(Caller caller, UUID id) {
        Prints.requireAssociation(caller);
        return db.read(tx -> store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND)));
    }

    /// What a batch could not make, at most [Batch#FAILURES_MAX].
    ///
    /// @param caller of the association
    public List<Batch.Failure> failures(Caller caller, UUID id) {
        Prints.requireAssociation(caller);
        return db.read(tx -> store.failures(tx, id, Batch.FAILURES_MAX));
    }

    /// The latest batches, at most 20.
    ///
    /// @param caller of the association
    public List<Batch> latest(Caller caller) {
        Prints.requireAssociation(caller);
        return db.read(tx -> store.latest(tx, LATEST_MAX));
    }

    /// Works on one chunk of one batch that nobody else works on.
    ///
    /// @return whether there was one
    boolean step() {
        return db.write(
                tx -> {
                    Optional<Batch> taken = store.take(tx);
                    taken.map(batch -> batch.allIssued() ? print(tx, batch) : issue(tx, batch))
                            .ifPresent(batch -> store.update(tx, batch));
                    return taken.isPresent();
                });
    }

    private Batch issue(Tx tx, Batch batch) {
        Campaign campaign = campaigns.get(tx, batch.campaign());
        List<Pledge> next =
                pledges.lockPublished(tx, batch.campaign(), batch.afterPledge(), ISSUED_AT_ONCE);
        Set<UUID> certified =
                new HashSet<>(certificates.certified(tx, next.stream().map(Pledge::id).toList()));
        List<Issuing.Draft> drafts = new ArrayList<>();
        List<Batch.Failure> failures = new ArrayList<>();
        for (Pledge pledge : next) {
            if (!certified.contains(pledge.id())) {
                Issuing.Draft draft = Issuing.Draft.of(campaign, pledge);
                String missing = prints.missing(draft.unnumbered(now()));
                if (missing.isEmpty()) {
                    drafts.add(draft);
                } else {
                    failures.add(failure(pledge.id(), missing));
                }
            }
        }
        if (!drafts.isEmpty()) {
            issuing.issue(tx, batch.startedBy(), drafts);
        }
        fail(tx, batch, failures);
        Optional<UUID> last = next.isEmpty() ? Optional.empty() : Optional.of(next.getLast().id());
        boolean all = next.size() < ISSUED_AT_ONCE;
        return batch.issuedTo(last, drafts.size(), failures.size(), all);
    }

    private Batch print(Tx tx, Batch batch) {
        List<String> next =
                printed.unprinted(tx, batch.campaign(), batch.afterNumber(), PRINTED_AT_ONCE);
        if (next.isEmpty()) {
            return batch.ended(Batch.State.DONE, now());
        }
        List<Batch.Failure> failures = new ArrayList<>();
        int made = 0;
        for (Prints.Outcome outcome : prints.print(tx, next)) {
            switch (outcome) {
                case Prints.Outcome.Printed _ -> made++;
                case Prints.Outcome.Unprintable(String _, UUID pledge, String missing) ->
                        failures.add(failure(pledge, missing));
            }
        }
        fail(tx, batch, failures);
        return batch.printedTo(next.getLast(), made, failures.size());
    }

    private static Batch.Failure failure(UUID pledge, String missing) {
        return new Batch.Failure(pledge, Code.GLYPH_MISSING.name(), missing);
    }

    private void fail(Tx tx, Batch batch, List<Batch.Failure> failures) {
        int room = Math.max(0, Batch.FAILURES_MAX - batch.failed());
        List<Batch.Failure> kept = failures.stream().limit(room).toList();
        if (!kept.isEmpty()) {
            store.fail(tx, batch.id(), kept);
        }
    }

    private void run() {
        while (!closed) {
            boolean more = false;
            try {
                more = step();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("a batch of certificates waits: {}", e.toString());
                }
            }
            if (!more) {
                waitForBell();
            }
        }
    }

    private void waitForBell() {
        try {
            if (bell.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /// Stops after the chunk that is being worked on.
    @Override
    public void close() {
        closed = true;
        bell.release();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        prints.close();
    }
}
