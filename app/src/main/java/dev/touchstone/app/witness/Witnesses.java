// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.publiclog.LogPages;
import dev.touchstone.app.publiclog.LogUnsound;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.transparency.NoteSignature;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.WitnessAnswer;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessClient;
import dev.touchstone.transparency.WitnessPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the witnesses of our own log for cosignatures, and publishes a checkpoint once the quorum
/// of the policy holds. Every node runs one; a lease in the witness's row lets one node at a time
/// ask it. A witness that is slow, down or lying delays nobody but itself, and the sequencer never
/// waits for any.
///
/// All are asked about the same checkpoint until it is published: the largest that one of them is
/// at already, else the newest. So nodes that started from different ones come together.
///
/// Standard: C2SP tlog-witness, tlog-policy. Thread-safe.
public final class Witnesses implements AutoCloseable {
    /// For one request to a witness.
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /// How long a node may ask one witness: two requests, and a little.
    static final Duration LEASE = Duration.ofSeconds(15);

    /// A cosignature is renewed when it is older.
    static final Duration FRESH = Duration.ofMinutes(10);

    /// The longest time a failing witness is left alone.
    static final Duration BACKOFF_MAX = Duration.ofMinutes(1);

    private static final Duration BACKOFF_MIN = Duration.ofMillis(500);
    private static final int DOUBLINGS_MAX = 7;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);

    private final Database db;
    private final LogView log;
    private final WitnessPolicy policy;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final AskStore store = new AskStore();
    private final Map<String, WitnessClient> clients = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private final ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /// What was handed over last, so that it is not handed over again.
    private volatile @Nullable SignedNote offered;

    private volatile Optional<String> trouble = Optional.empty();

    /// Witnesses that are not yet asked.
    ///
    /// @param policy names our log, the witnesses with their URLs, and the quorum
    public Witnesses(Database db, LogView log, WitnessPolicy policy, InstantSource clock) {
        this.db = db;
        this.log = log;
        this.policy = policy;
        this.clock = clock;
        for (WitnessPolicy.Witness witness : policy.witnesses()) {
            URI url = URI.create(witness.url().orElseThrow());
            String vkey = witness.key().vkey();
            clients.put(vkey, new WitnessClient(client, url, witness.key(), TIMEOUT));
            names.put(vkey, witness.name());
        }
        this.thread = Thread.ofPlatform().name("log-witnesses").unstarted(this::run);
    }

    /// Starts to ask.
    public void start() {
        db.change(tx -> policy.witnesses().forEach(witness -> store.add(tx, witness.key())));
        thread.start();
    }

    /// The log has grown: looks now instead of a little later.
    public void wake() {
        LockSupport.unpark(thread);
    }

    /// What an operator must decide about, for as long as this program runs: a witness knows more
    /// of our log than our database, or another history.
    public Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        while (!closing) {
            try {
                round();
            } catch (DatabaseUnavailable e) {
                LOG.warn("witnesses wait for the database: {}", e.getMessage());
            } catch (LogUnsound | TransparencyException e) {
                LOG.error("witnesses cannot be asked: {}", e.getMessage());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /// Publishes what can be published, and starts to ask whoever is due, without waiting for
    /// them.
    void round() {
        Optional<LogView.Head> found = candidate();
        if (found.isEmpty()) {
            return;
        }
        LogView.Head head = found.get();
        publish(head);
        Instant now = clock.instant();
        for (AskStore.Row row : db.look(store::all)) {
            WitnessClient client = clients.get(row.vkey());
            if (!closing && client != null && due(row, head, now) && asking.add(row.vkey())) {
                asks.execute(() -> askOnce(client, row, head));
            }
        }
    }

    private void askOnce(WitnessClient client, AskStore.Row row, LogView.Head head) {
        boolean asked = false;
        try {
            asked = ask(client, row, head);
        } catch (DatabaseUnavailable e) {
            LOG.warn("witnesses wait for the database: {}", e.getMessage());
        } catch (LogUnsound e) {
            LOG.error("witnesses cannot be asked: {}", e.getMessage());
        } finally {
            asking.remove(row.vkey());
            if (asked) {
                wake();
            }
        }
    }

    private static boolean due(AskStore.Row row, LogView.Head head, Instant now) {
        boolean free = !row.retryAt().isAfter(now) && !row.askedUntil().isAfter(now);
        boolean news = row.lines().isEmpty() || row.size() != head.head().size();
        return free
                && (news
                        || row.cosignedAt()
                                .filter(at -> at.isBefore(now.minus(FRESH)))
                                .isPresent());
    }

    /// The checkpoint that everybody is asked about now.
    private Optional<LogView.Head> candidate() {
        long published = log.head().map(head -> head.head().size()).orElse(-1L);
        long known =
                db.look(store::all).stream()
                        .filter(row -> clients.containsKey(row.vkey()))
                        .mapToLong(AskStore.Row::size)
                        .max()
                        .orElse(-1);
        return known > published ? log.signed(known).or(log::integrated) : log.integrated();
    }

    private void publish(LogView.Head head) {
        SignedNote note = head.note();
        for (AskStore.Row row : db.look(store::all)) {
            if (row.size() == head.head().size() && clients.containsKey(row.vkey())) {
                note = note.with(row.lines().map(SignedNote::parseSignatures).orElse(List.of()));
            }
        }
        if (note.equals(offered)) {
            return;
        }
        try {
            policy.verify(note);
        } catch (TransparencyException.Unverified e) {
            return; // the quorum does not hold yet
        }
        boolean news = log.publish(note, clock.instant());
        offered = note;
        if (news) {
            LOG.info(
                    "log published size={} cosignatures={}",
                    head.head().size(),
                    note.signatures().size() - head.note().signatures().size());
            wake();
        }
    }

    /// Asks one witness, when this node may.
    ///
    /// @return whether it was asked
    private boolean ask(WitnessClient client, AskStore.Row row, LogView.Head head) {
        Instant now = clock.instant();
        Instant until = now.plus(LEASE);
        Instant stale = now.minus(FRESH);
        long size = head.head().size();
        if (!db.write(tx -> store.lease(tx, row.vkey(), size, now, until, stale))) {
            return false;
        }
        WitnessAnswer answer;
        try {
            answer = client.ask(head.note(), Math.max(0, row.size()), log::tile);
        } catch (TransparencyException e) {
            if (!closing) {
                failed(row, e.getMessage());
            }
            return true;
        }
        take(answer, row, head);
        return true;
    }

    private void take(WitnessAnswer answer, AskStore.Row row, LogView.Head head) {
        String vkey = row.vkey();
        switch (answer) {
            case Cosigned(List<NoteSignature> cosignatures) -> {
                String lines =
                        cosignatures.stream()
                                .map(line -> line + "\n")
                                .collect(Collectors.joining());
                Instant at = clock.instant();
                db.change(tx -> store.cosigned(tx, vkey, head.head().size(), lines, at));
                if (row.failures() > 0) {
                    LOG.info("witness {} cosigns again", names.get(vkey));
                }
                publish(head);
            }
            case Conflict(long size) when size > head.head().size() -> ahead(row, size);
            case Conflict(long size) ->
                    failed(row, "says it is at size " + size + " and does not stand by it");
            case WitnessAnswer.Refused(int status, String reason) -> {
                if (status == 422) {
                    alarm(
                            "witness %s refuses our checkpoint of size %d, for it cosigned another"
                                            .formatted(names.get(vkey), head.head().size())
                                    + " history of this log: "
                                    + brief(reason));
                }
                failed(row, "answered " + status + " " + brief(reason));
            }
        }
    }

    /// The witness is past what it was asked about: all will be asked about that checkpoint of
    /// ours, unless we have no such checkpoint.
    private void ahead(AskStore.Row row, long size) {
        long ours = log.integrated().map(head -> head.head().size()).orElse(0L);
        if (size > ours) {
            alarm(
                    "witness %s cosigned our log at size %d, but the database knows %d entries:"
                                    .formatted(names.get(row.vkey()), size, ours)
                            + " if it was restored from a backup, do not go on with this log");
            failed(row, "is at size " + size + ", we are at " + ours);
        } else if (log.signed(size).isPresent()) {
            Instant at = clock.instant();
            db.change(tx -> store.ahead(tx, row.vkey(), size, at));
        } else {
            failed(row, "says it is at size " + size + ", of which we signed no checkpoint");
        }
    }

    private void failed(AskStore.Row row, String failure) {
        Instant at = clock.instant();
        Duration pause = pause(row.failures());
        db.change(tx -> store.failed(tx, row.vkey(), failure, at, at.plus(pause)));
        if (row.failures() == 0) {
            LOG.warn("witness {} does not cosign: {}", names.get(row.vkey()), failure);
        }
    }

    /// How long to leave a witness alone that failed so many times before.
    static Duration pause(int failures) {
        Duration pause = BACKOFF_MIN.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
        return pause.compareTo(BACKOFF_MAX) < 0 ? pause : BACKOFF_MAX;
    }

    private void alarm(String text) {
        if (!trouble.equals(Optional.of(text))) {
            LOG.error("{}", text);
        }
        trouble = Optional.of(text);
    }

    private static String brief(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}", " ").strip();
        return line.substring(0, Math.min(line.length(), 200));
    }

    /// How each witness stands, for pages and figures.
    ///
    /// @param size what it cosigned last or says it is at, -1 before its first answer
    /// @param failure why it did not cosign last; empty when it did
    public record Standing(String name, long size, Optional<Instant> at, String failure) {}

    /// The same as the pages of the log show it.
    public List<LogPages.Witnessed> shown() {
        return standings().stream()
                .map(
                        one ->
                                new LogPages.Witnessed(
                                        one.name(),
                                        one.at().isPresent() ? one.size() : -1,
                                        one.at(),
                                        one.failure().isEmpty()))
                .toList();
    }

    /// How each witness stands, in the order of the policy.
    public List<Standing> standings() {
        Map<String, AskStore.Row> rows =
                db.look(store::all).stream().collect(Collectors.toMap(AskStore.Row::vkey, r -> r));
        List<Standing> standings = new ArrayList<>();
        names.forEach(
                (vkey, name) -> {
                    AskStore.Row row = rows.get(vkey);
                    standings.add(
                            row == null
                                    ? new Standing(name, -1, Optional.empty(), "")
                                    : new Standing(
                                            name, row.size(), row.cosignedAt(), row.failure()));
                });
        return standings;
    }

    /// Asks no more, and ends the requests that run.
    @Override
    public void close() {
        closing = true;
        wake();
        client.shutdownNow(); // ends the requests, and no transaction
        try {
            thread.join();
            asks.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
