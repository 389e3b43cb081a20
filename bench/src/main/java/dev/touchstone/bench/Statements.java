// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.app.Keys;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import dev.touchstone.app.publiclog.LogCheck;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Sequencer;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.transparency.SignerKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// States under load, in a process of its own with the program's classes: an embedded database
/// that waits for its disk, the sequencer at its usual period, and as many threads as requests
/// would have. Prints `FIGURE VALUE UNIT` lines, and writes ids that can be proven to `ids`.
final class Statements {
    private static final int THREADS = 8;
    private static final int IDS_MAX = 20_000;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final long NO_LIMIT = Long.MAX_VALUE;

    /// The offered rate at which the time to publication is measured: above the target.
    private static final long STEADY_PER_SECOND = 11_000;

    private final Database db;
    private final PublicLog log;
    private final LogView view;
    private final ConcurrentLinkedQueue<Commit> commits = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Publication> publications = new ConcurrentLinkedQueue<>();

    private final AtomicLong noted = new AtomicLong();

    /// Statements whose transaction ended.
    private record Commit(List<UUID> ids, long nanos) {}

    /// A size that everybody could see.
    private record Publication(long size, long nanos) {}

    private Statements(Database db, PublicLog log, LogView view, Sequencer sequencer) {
        this.db = db;
        this.log = log;
        this.view = view;
        sequencer.whenGrown(this::note);
    }

    private void note() {
        long size = view.head().orElseThrow().head().size();
        publications.add(new Publication(size, System.nanoTime()));
        noted.set(size);
    }

    /// Runs with a data folder and the milliseconds of each figure.
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Duration length = Duration.ofMillis(Long.parseLong(args[1]));
        SecureRandom random = new SecureRandom();
        Keys.makeLog(data, "localhost/log", random);
        SignerKey key = SignerKey.parse(Files.readString(data.resolve("keys/log.key")).strip());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        InstantSource clock = InstantSource.system();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, random);
                Database db =
                        Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            LogCheck check = new LogCheck(db, key.verifier(), Optional.of(data.resolve("log")));
            try (Sequencer sequencer =
                    new Sequencer(db, key.signer(), check, clock, PERIOD, false)) {
                sequencer.whenGrown(check::keep);
                PublicLog log = new PublicLog(new Ids(clock, random), random);
                Statements bench = new Statements(db, log, new LogView(db), sequencer);
                sequencer.start();
                bench.run(length, out);
                Files.write(data.resolve("ids"), bench.ids());
            }
            LogCheck.Report report = check.all((done, all) -> {});
            if (!report.findings().isEmpty()) {
                throw new IllegalStateException("the log is unsound: " + report.findings());
            }
            out.println("entries " + report.size() + " entries");
        }
    }

    private void run(Duration length, PrintStream out) {
        db.change(
                tx ->
                        tx.sql()
                                .execute(
                                        "create table plain (id uuid primary key, subject text,"
                                                + " body text, digest bytea)"));
        Duration warm = length.dividedBy(2);
        load(warm, 1, NO_LIMIT, this::state);
        double plain = load(length, 1, NO_LIMIT, this::plain);
        double single = load(length, 1, NO_LIMIT, this::state);
        out.println(ratio("state-single", single, plain));
        waits(out, "single");
        load(warm, 100, NO_LIMIT, this::state);
        plain = load(length, 100, NO_LIMIT, this::plain);
        long start = System.nanoTime();
        double many = load(length, 100, NO_LIMIT, this::state);
        out.println(ratio("state-by-100", many, plain));
        long stated = commits.stream().mapToLong(commit -> commit.ids().size()).sum();
        out.println(
                "sequenced-by-100 %.0f statements/s"
                        .formatted(stated * 1e9 / (System.nanoTime() - start)));
        double steady = load(length, 100, STEADY_PER_SECOND, this::state);
        out.println("steady %.0f statements/s".formatted(steady));
        waits(out, "steady");
    }

    private static String ratio(String name, double rate, double plain) {
        return "%s %.0f statements/s %.3f bare-insert".formatted(name, rate, rate / plain);
    }

    private void waits(PrintStream out, String name) {
        long[] waits = waits();
        out.println("published-%s-p50 %.0f ms".formatted(name, quantile(waits, 0.5)));
        out.println("published-%s-p99 %.0f ms".formatted(name, quantile(waits, 0.99)));
    }

    private static double quantile(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * part))] / 1e6;
    }

    /// How long each statement of the last load took from its commit to its publication.
    private long[] waits() {
        Map<UUID, Long> committed = new HashMap<>();
        for (Commit commit : commits) {
            commit.ids().forEach(id -> committed.put(id, commit.nanos()));
        }
        long[] waits = new long[committed.size()];
        List<Publication> seen = List.copyOf(publications);
        int[] next = {0};
        int[] at = {0};
        db.read(
                tx -> {
                    tx.sql()
                            .createQuery(
                                    "select statement, entry_index from log_entry"
                                            + " order by entry_index")
                            .setFetchSize(10_000)
                            .map(
                                    (row, context) ->
                                            Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                            .forEach(
                                    place -> {
                                        Long nanos = committed.get(place.getKey());
                                        if (nanos != null) {
                                            while (seen.get(at[0]).size() <= place.getValue()) {
                                                at[0]++;
                                            }
                                            waits[next[0]++] = seen.get(at[0]).nanos() - nanos;
                                        }
                                    });
                    return true;
                });
        if (next[0] != waits.length) {
            throw new IllegalStateException(
                    "%d of %d statements are in the log".formatted(next[0], waits.length));
        }
        Arrays.sort(waits);
        return waits;
    }

    /// One piece of work that ends with a commit.
    private interface Work {
        List<UUID> run(long number, int count);
    }

    /// Statements a second; returns when the last of them is published.
    ///
    /// @param perSecond how many are offered a second
    private double load(Duration length, int count, long perSecond, Work work) {
        commits.clear();
        AtomicLong number = new AtomicLong();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        long n = number.getAndAdd(count);
                                        pause(start + (long) (n * 1e9 / perSecond));
                                        List<UUID> ids = work.run(n, count);
                                        commits.add(new Commit(ids, System.nanoTime()));
                                    }
                                }));
            }
        }
        double rate = number.get() * 1e9 / (System.nanoTime() - start);
        running.forEach(Statements::get);
        while (waiting()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return rate;
    }

    private static void pause(long until) {
        long nanos = until - System.nanoTime();
        while (nanos > 0) {
            LockSupport.parkNanos(nanos);
            nanos = until - System.nanoTime();
        }
    }

    /// Whether something is not published yet, or its publication was not noted yet.
    private boolean waiting() {
        boolean queued =
                db.look(
                        tx ->
                                tx.sql()
                                        .createQuery("select exists (select from log_waiting)")
                                        .mapTo(Boolean.class)
                                        .one());
        return queued || noted.get() < view.head().orElseThrow().head().size();
    }

    private static void get(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<UUID> state(long number, int count) {
        List<Statement> statements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long n = number + i;
            statements.add(
                    Statement.open(
                            "bench.stated",
                            "association",
                            "bench:" + n,
                            InstantSource.system().instant(),
                            Map.of("number", n, "reason", "measured under load")));
        }
        return db.write(
                tx ->
                        count == 1
                                ? List.of(log.state(tx, statements.getFirst()))
                                : log.stateAll(tx, statements));
    }

    /// The same number of bytes into one plain table: what the database can take at all.
    private List<UUID> plain(long number, int count) {
        db.change(
                tx -> {
                    var batch = tx.sql().prepareBatch("insert into plain values (?, ?, ?, ?)");
                    for (int i = 0; i < count; i++) {
                        batch.add(
                                UUID.randomUUID(),
                                "bench:" + (number + i),
                                "x".repeat(220),
                                new byte[48]);
                    }
                    batch.execute();
                });
        return List.of();
    }

    private List<String> ids() {
        long size = view.head().orElseThrow().head().size();
        return db.read(
                tx ->
                        tx.sql()
                                .createQuery(
                                        "select statement from log_entry"
                                                + " where entry_index % :step = 0 limit :max")
                                .bind("step", Math.max(1, size / IDS_MAX))
                                .bind("max", IDS_MAX)
                                .mapTo(String.class)
                                .list());
    }
}
