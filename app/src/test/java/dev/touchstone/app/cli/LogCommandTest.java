// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `log verify` and `log export` on folders and static servers.
class LogCommandTest {
    private static final String ORIGIN = "example.org/log";
    private static final SignerKey KEY = key(SignatureType.ED25519, ORIGIN, 7);
    private static final String VKEY = KEY.verifier().vkey();

    @TempDir private Path folder;

    private static SignerKey key(SignatureType type, String name, int seed) {
        return SignerKey.generate(type, name, new SplittableRandom(seed));
    }

    /// Grows the log in a folder to `size` entries, each saying its number and `text`.
    private static SignedNote grow(Path folder, TreeHead head, int size, String text) {
        LogFolder log = new LogFolder(folder);
        List<byte[]> entries = new ArrayList<>();
        for (long i = head.size(); i < size; i++) {
            entries.add((text + i).getBytes(StandardCharsets.UTF_8));
        }
        TreeAppender.Appended grown = TreeAppender.append(head, log, entries);
        log.write(grown.files());
        SignedNote note = new Checkpoint(ORIGIN, grown.head()).sign(KEY.signer());
        log.publish(note);
        return note;
    }

    private static TreeHead head(SignedNote note) {
        return Checkpoint.parse(note.text()).head();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Ended verify(Path log, String... more) {
        List<String> args = new ArrayList<>(List.of("log", "verify", log.toString()));
        args.addAll(List.of(more));
        return Ended.run(args.toArray(String[]::new));
    }

    @Test
    void keepsACheckpointAndProvesThatTheLogContinuesIt() {
        Path log = folder.resolve("log");
        SignedNote first = grow(log, TreeHead.EMPTY, 300, "entry ");
        Path kept = folder.resolve("kept");
        Ended saved = verify(log, "--key", VKEY, "--save", kept.toString());
        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(kept).hasContent(first.toString());
        grow(log, head(first), 700, "entry ");
        Ended later = verify(log, "--key", VKEY, "--since", kept.toString());
        assertThat(later.code()).as(later.err()).isZero();
        assertThat(later.err()).isEmpty();
        assertThat(later.out())
                .contains("verified example.org/log: 700 entries")
                .contains("continues the checkpoint of 300 entries")
                .contains("signed by the log example.org/log");
    }

    @Test
    void namesBothCheckpointsOfAForkAndOfALogThatShrank() {
        SignedNote good = grow(folder.resolve("good"), TreeHead.EMPTY, 300, "entry ");
        Path kept = folder.resolve("kept");
        verify(folder.resolve("good"), "--key", VKEY, "--save", kept.toString());
        for (int size : new int[] {299, 300, 301}) {
            Path other = folder.resolve("other" + size);
            SignedNote now = grow(other, TreeHead.EMPTY, size, "other ");
            Path save = folder.resolve("never");
            Ended ended =
                    verify(
                            other,
                            "--key",
                            VKEY,
                            "--since",
                            kept.toString(),
                            "--save",
                            save.toString());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .contains(
                            "before: example.org/log, size 300, root "
                                    + head(good).root().toBase64(),
                            "now:    example.org/log, size "
                                    + size
                                    + ", root "
                                    + head(now).root().toBase64(),
                            now.toString());
            assertThat(save).doesNotExist();
        }
    }

    @Test
    void namesTheFileAtFaultAndWhatToDo() throws IOException {
        Path log = folder.resolve("log");
        grow(log, TreeHead.EMPTY, 300, "entry ");
        for (String file : files(log)) {
            Path path = log.resolve(file);
            byte[] good = Files.readAllBytes(path);
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(path, bad);
            Ended ended = verify(log, "--key", VKEY);
            assertThat(ended.code()).as(file).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("touchstone: " + file + ": ").contains("operator");
            Files.write(path, good);
        }
        Files.delete(log.resolve("tile/0/000"));
        assertThat(verify(log, "--key", VKEY).err()).contains("tile/0/000: the log does not have");
        Files.delete(log.resolve("checkpoint"));
        assertThat(verify(log, "--key", VKEY).code()).isEqualTo(3);
    }

    @Test
    void aPolicyAsksForItsWitnesses() throws IOException {
        Path log = folder.resolve("log");
        SignedNote note = grow(log, TreeHead.EMPTY, 3, "entry ");
        SignerKey witness = key(SignatureType.COSIGNATURE_ED25519, "w.example", 9);
        Path policy = folder.resolve("policy");
        Files.writeString(
                policy,
                "log %s\nwitness w %s\nquorum w\n".formatted(VKEY, witness.verifier().vkey()));
        Ended without = verify(log, "--policy", policy.toString());
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).contains("checkpoint: the quorum w is not reached");
        var cosignature =
                witness.signer()
                        .cosign(
                                Checkpoint.parse(note.text()),
                                Instant.parse("2026-09-01T00:00:00Z"));
        new LogFolder(log).publish(note.with(List.of(cosignature)));
        Ended with = verify(log, "--policy", policy.toString());
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(with.out()).contains("cosigned by w.example at 2026-09-01T00:00:00Z");
        assertThat(verify(log, "--policy", policy.toString(), "--key", VKEY).code()).isEqualTo(2);
        Files.writeString(policy, "quorum nobody\n");
        assertThat(verify(log, "--policy", policy.toString(), "--key", VKEY).code()).isEqualTo(2);
        assertThat(verify(log, "--key", "nonsense").code()).isEqualTo(2);
        assertThat(verify(log, "--policy", folder.resolve("none").toString()).code()).isEqualTo(3);
    }

    @Test
    void exportsAMirrorThatGrowsAndVerifies() throws IOException {
        Path log = folder.resolve("log");
        Path copy = folder.resolve("copy");
        SignedNote first = grow(log, TreeHead.EMPTY, 300, "entry ");
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = serve(log, requests);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirrored";
        try {
            Ended made = Ended.run("log", "export", copy.toString(), "--url", url, "--key", VKEY);
            assertThat(made.code()).as(made.err()).isZero();
            assertThat(made.out()).contains("300 entries, 5 new files, 0 partial tiles dropped");
            assertThat(files(copy))
                    .containsExactly(
                            "checkpoint",
                            "index.html",
                            "tile/0/000",
                            "tile/0/001.p/44",
                            "tile/1/000.p/1",
                            "tile/entries/000",
                            "tile/entries/001.p/44",
                            "vkey");
            assertThat(copy.resolve("index.html")).content().contains(VKEY).doesNotContain("{");
            grow(log, head(first), 600, "entry ");
            requests.set(0);
            Ended again = Ended.run("log", "export", copy.toString(), "--url", url, "--key", VKEY);
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(again.out()).contains("600 entries, 5 new files, 2 partial tiles dropped");
            assertThat(requests.get()).isLessThan(14);
            assertThat(files(copy)).doesNotContain("tile/0/001.p/44").contains("tile/0/001");
            assertThat(verify(copy, "--key", VKEY).code()).isZero();
            assertThat(verify(copy).err()).contains("key offered by the log itself");
            assertThat(Ended.run("log", "verify", url, "--key", VKEY).code()).isZero();
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve(Path log, AtomicInteger requests) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/mirrored/",
                exchange -> {
                    requests.incrementAndGet();
                    String path = exchange.getRequestURI().getPath().substring(10);
                    Path file = log.resolve(path);
                    boolean found = Files.isRegularFile(file);
                    byte[] body = found ? Files.readAllBytes(file) : new byte[0];
                    exchange.sendResponseHeaders(found ? 200 : 404, found ? body.length : -1);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void neverHarmsAGoodMirror() throws IOException {
        Path log = folder.resolve("log");
        Path copy = folder.resolve("copy");
        SignedNote first = grow(log, TreeHead.EMPTY, 300, "entry ");
        String[] export = {
            "log", "export", copy.toString(), "--from", log.toString(), "--key", VKEY
        };
        assertThat(Ended.run(export).code()).isZero();
        Path fork = folder.resolve("fork");
        grow(fork, TreeHead.EMPTY, 700, "other ");
        Ended forked =
                Ended.run(
                        "log", "export", copy.toString(), "--from", fork.toString(), "--key", VKEY);
        assertThat(forked.code()).isEqualTo(1);
        assertThat(forked.err()).contains("before: ", "now: ");
        assertThat(verify(copy, "--key", VKEY).out()).contains("300 entries");
        Path partial = log.resolve("tile/entries/001.p/44");
        byte[] bad = Files.readAllBytes(partial);
        bad[5] ^= 1;
        Files.write(partial, bad);
        assertThat(Ended.run(export).err()).contains("tile/entries/001.p/44: ");
        assertThat(verify(copy, "--key", VKEY).code()).isZero();
        bad[5] ^= 1;
        Files.write(partial, bad);
        grow(log, head(first), 600, "entry ");
        Path tile = log.resolve("tile/0/001");
        byte[] good = Files.readAllBytes(tile);
        Files.write(tile, new byte[good.length]);
        assertThat(Ended.run(export).code()).isEqualTo(1);
        assertThat(verify(copy, "--key", VKEY).out()).contains("300 entries");
        Files.write(tile, good);
        assertThat(Ended.run(export).code()).isZero();
        assertThat(verify(copy, "--key", VKEY).out()).contains("600 entries");
        Files.write(copy.resolve("tile/0/000"), new byte[8192]);
        assertThat(Ended.run(export).code()).isZero();
        assertThat(verify(copy, "--key", VKEY).code()).isEqualTo(1);
        assertThat(
                        Ended.run(
                                        "log",
                                        "export",
                                        copy.toString(),
                                        "--from",
                                        log.toString(),
                                        "--key",
                                        VKEY,
                                        "--anew")
                                .code())
                .isZero();
        assertThat(verify(copy, "--key", VKEY).code()).isZero();
    }
}
