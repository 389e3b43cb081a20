// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import dev.touchstone.gs1.Gtin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Makes and checks mark codes on one thread, beside what others do: draw a serial number from
/// `SecureRandom` and keep a row of each, which a check has to look up. Runs inside the program's
/// class path, with a data folder and the milliseconds of each figure.
final class MarkRates {
    private static final int BATCH = 10_000;
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int YEAR = 2026;
    private static final Gtin GTIN = new Gtin("06901234567892");
    private static final String CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final byte[] MASTER = "a master key of 32 bytes or more".getBytes(US_ASCII);

    private final MarkCodes codes = new MarkCodes(MASTER);
    private final SecureRandom random = new SecureRandom();
    private final Duration length;
    private final PrintStream out;
    private final Database db;
    private long next;

    private MarkRates(Duration length, PrintStream out, Database db) {
        this.length = length;
        this.out = out;
        this.db = db;
    }

    /// Print files are compressed for speed: codes are random, so only their letters can be
    /// written shorter.
    private static final class Quick extends GZIPOutputStream {
        Quick(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
            def.setStrategy(Deflater.HUFFMAN_ONLY);
        }
    }

    /// Runs.
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        Duration length = Duration.ofMillis(Long.parseLong(args[1]));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, new SecureRandom());
                Database db =
                        Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            new MarkRates(length, out, db).run(data.resolve("print.gz"));
        }
    }

    private void run(Path file) throws IOException {
        db.change(tx -> tx.sql().execute("create table peer (serial text primary key)"));
        try (OutputStream print = new Quick(Files.newOutputStream(file))) {
            for (MarkProfile profile : MarkProfile.values()) {
                Timed.Pair pair =
                        Timed.compare(length, issue(MarkAlgorithm.AES, profile, print), inserts());
                say("issue-" + profile, pair, "random-serial-and-insert");
            }
            Timed.Pair sm4 =
                    Timed.compare(
                            length, issue(MarkAlgorithm.SM4, MarkProfile.C20, print), inserts());
            say("issue-C20-SM4", sm4, "random-serial-and-insert");
        }
        for (MarkProfile profile : MarkProfile.values()) {
            say(
                    "check-roll-" + profile,
                    Timed.compare(length, roll(MarkAlgorithm.AES, profile), lookUps()),
                    "primary-key-look-up");
        }
        say(
                "check-roll-C20-SM4",
                Timed.compare(length, roll(MarkAlgorithm.SM4, MarkProfile.C20), lookUps()),
                "primary-key-look-up");
        processorTime(roll(MarkAlgorithm.AES, MarkProfile.C20), "check-roll-C20");
        processorTime(singles(false), "check-single-C20");
        processorTime(singles(true), "check-forged-C20");
        say("check-single-C20", Timed.compare(length, singles(false), lookUps()), "look-up");
        say("check-forged-C20", Timed.compare(length, singles(true), lookUps()), "look-up");
    }

    /// The rate of a second of processor time: what a core does that nobody else uses.
    private void processorTime(Timed.Work work, String figure) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long runs = 0;
        long sum = 0;
        long start = threads.getCurrentThreadCpuTime();
        long used;
        do {
            sum += work.body().getAsLong();
            runs++;
            used = threads.getCurrentThreadCpuTime() - start;
        } while (used < length.toNanos() / 2);
        if (sum < 0) {
            throw new IllegalStateException("counters are not negative");
        }
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s-processor-time %.0f codes/s",
                        figure,
                        runs * work.units() * 1e9 / used));
    }

    private void say(String figure, Timed.Pair pair, String peer) {
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s %.0f codes/s %.3f %s",
                        figure,
                        pair.ours(),
                        pair.ratio(),
                        peer));
    }

    private Timed.Work issue(MarkAlgorithm algorithm, MarkProfile profile, OutputStream print) {
        byte[] made = new byte[BATCH * profile.length()];
        byte[] lines = new byte[BATCH * (profile.length() + 1)];
        return new Timed.Work(
                BATCH,
                () -> {
                    MarkNumber first = new MarkNumber(algorithm.keyId(YEAR), next % 60_000_000);
                    next += BATCH;
                    codes.write(GTIN, profile, first, BATCH, made);
                    int length = profile.length();
                    for (int i = 0; i < BATCH; i++) {
                        System.arraycopy(made, i * length, lines, i * (length + 1), length);
                        lines[i * (length + 1) + length] = '\n';
                    }
                    write(print, lines);
                    return lines[0];
                });
    }

    private static void write(OutputStream print, byte[] lines) {
        try {
            print.write(lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Timed.Work inserts() {
        return new Timed.Work(
                ROWS_AT_ONCE,
                () -> {
                    String[] serials = new String[ROWS_AT_ONCE];
                    for (int i = 0; i < ROWS_AT_ONCE; i++) {
                        serials[i] = serial();
                    }
                    db.change(
                            tx ->
                                    tx.sql()
                                            .createUpdate(
                                                    "insert into peer select unnest(:serials)")
                                            .bindArray("serials", String.class, (Object[]) serials)
                                            .execute());
                    return serials.length;
                });
    }

    private String serial() {
        StringBuilder text = new StringBuilder(20);
        for (int i = 0; i < 20; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(32)));
        }
        return text.toString();
    }

    private Timed.Work lookUps() {
        return new Timed.Work(
                1,
                () ->
                        db.look(
                                        tx ->
                                                tx.sql()
                                                        .createQuery(
                                                                "select 1 from peer"
                                                                        + " where serial = :serial")
                                                        .bind("serial", serial())
                                                        .mapTo(Integer.class)
                                                        .findOne())
                                .orElse(0));
    }

    private Timed.Work roll(MarkAlgorithm algorithm, MarkProfile profile) {
        int keyId = algorithm.keyId(YEAR);
        byte[] roll = new byte[BATCH * profile.length()];
        long[] counters = new long[BATCH];
        codes.write(GTIN, profile, new MarkNumber(keyId, 0), BATCH, roll);
        return new Timed.Work(
                BATCH,
                () -> {
                    codes.check(GTIN, profile, keyId, roll, BATCH, counters);
                    for (long counter : counters) {
                        if (counter < 0) {
                            throw new IllegalStateException("a right code is refused");
                        }
                    }
                    return counters[0];
                });
    }

    private Timed.Work singles(boolean forged) {
        List<String> texts =
                IntStream.range(0, BATCH)
                        .mapToObj(
                                i ->
                                        forged
                                                ? serial()
                                                : codes.code(GTIN, new MarkNumber(10, i)).text())
                        .toList();
        return new Timed.Work(
                BATCH,
                () -> {
                    int right = 0;
                    for (String text : texts) {
                        right += codes.read(GTIN, text) instanceof Reading.Right ? 1 : 0;
                    }
                    if (right != (forged ? 0 : BATCH)) {
                        throw new IllegalStateException(right + " are right");
                    }
                    return right;
                });
    }
}
