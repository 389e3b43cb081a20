// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// An auditor recomputes a whole log from a folder, in a process that has little memory, so that
/// the figure also says that the log's size does not matter to it.
final class AuditBench implements Benchmark {
    private static final int ENTRIES = 1_000_000;
    private static final int ENTRIES_SHORT = 100_000;
    private static final int ENTRY_BYTES = 190;
    private static final int AT_ONCE = 50_000;
    private static final double SECONDS_MAX = 10;
    private static final String ORIGIN = "bench.example/log";
    private static final SignerKey KEY = new SignerKey(SignatureType.ED25519, ORIGIN, new byte[32]);

    @Override
    public void run(Settings settings, Figures figures) {
        boolean brief = settings.perFigure().compareTo(Settings.SHORT) <= 0;
        int entries = brief ? ENTRIES_SHORT : ENTRIES;
        ServerChild.inFolder(
                folder -> {
                    write(folder.resolve("log"), entries);
                    List<String> child =
                            PublicLogBench.child(
                                    AuditBench.class,
                                    List.of("-Xmx64m"),
                                    List.of(
                                            folder.resolve("log").toString(),
                                            KEY.verifier().vkey()));
                    double seconds =
                            Double.parseDouble(
                                    PublicLogBench.output(child, folder.resolve("audit.txt"))
                                            .getLast());
                    double limit = hashing(entries);
                    figures.figure(
                            "audit-" + entries + "-in-64MiB",
                            seconds,
                            "s",
                            limit / seconds,
                            "sha256-loop");
                    if (seconds > SECONDS_MAX) {
                        figures.note("the audit is above its target of " + SECONDS_MAX + " s");
                    }
                });
    }

    /// Audits a folder and prints the seconds.
    public static void main(String[] args) {
        LogFolder log = new LogFolder(Path.of(args[0]));
        long start = System.nanoTime();
        LogAudit.run(log, WitnessPolicy.ofLog(NoteVerifier.parse(args[1])));
        double seconds = (System.nanoTime() - start) / 1e9;
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(seconds);
    }

    private static void write(Path folder, int count) {
        LogFolder log = new LogFolder(folder);
        SplittableRandom random = new SplittableRandom(1);
        TreeHead head = TreeHead.EMPTY;
        try {
            for (int done = 0; done < count; done += AT_ONCE) {
                TreeAppender.Appended grown = TreeAppender.append(head, log, entries(random));
                for (Map.Entry<TilePath, byte[]> file : grown.files().entrySet()) {
                    Path path = folder.resolve(file.getKey().toString());
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
                head = grown.head();
            }
            Files.write(
                    folder.resolve(LogSource.CHECKPOINT),
                    new Checkpoint(ORIGIN, head).sign(KEY.signer()).toBytes());
        } catch (IOException e) {
            throw new Bench.Outage("cannot write " + folder, e);
        }
    }

    private static List<byte[]> entries(SplittableRandom random) {
        List<byte[]> entries = new ArrayList<>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            byte[] entry = new byte[ENTRY_BYTES];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    /// Seconds for as many hashes of the same lengths and nothing else.
    private static double hashing(int count) {
        HashLoop loop = new HashLoop(entries(new SplittableRandom(1)));
        Timed.Work work = new Timed.Work(AT_ONCE, loop::run);
        return count / Timed.perSecond(Settings.SHORT, work);
    }
}
