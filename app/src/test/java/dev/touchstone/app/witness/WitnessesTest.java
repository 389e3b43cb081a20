// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.publiclog.LogCheck;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Sequencer;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.transparency.AddCheckpoint;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessAnswer;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessFolder;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Our log with three witnesses, of which two are needed.
class WitnessesTest {
    private static final SignerKey KEY =
            new SignerKey(SignatureType.ED25519, "our.example/log", new byte[32]);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());
    private final List<Peer> peers = new ArrayList<>();
    private final List<Witnesses> nodes = new ArrayList<>();

    @TempDir private Path folder;
    private Database db;
    private PublicLog log;
    private LogView view;
    private Sequencer sequencer;
    private WitnessPolicy policy;

    /// How a witness behaves.
    enum Way {
        HONEST,
        DOWN,
        SLOW,
        FORGES,
        SAYS_NOTHING,
        SAYS_ANOTHER_SIZE,
        CONFLICTS_FOR_EVER,
        HUGE_BODY
    }

    /// A stand-alone witness behind a server that may be told to misbehave.
    private final class Peer implements AutoCloseable {
        final SignerKey key;
        final WitnessFolder witness;
        final CountDownLatch ended = new CountDownLatch(1);
        final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        final HttpServer server;
        volatile Way way = Way.HONEST;

        Peer(int number) throws IOException {
            byte[] seed = new byte[32];
            seed[0] = (byte) number;
            key = new SignerKey(SignatureType.COSIGNATURE_ED25519, "w" + number, seed);
            Witness rules = new Witness(WitnessPolicy.ofLog(KEY.verifier()), List.of(key.signer()));
            witness = WitnessFolder.open(folder.resolve("w" + number), rules, clock);
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/add-checkpoint", this::handle);
            server.start();
        }

        String policyLine() {
            return "witness %s %s http://127.0.0.1:%d\n"
                    .formatted(key.verifier().name(), key.verifier().vkey(), port());
        }

        int port() {
            return server.getAddress().getPort();
        }

        private void handle(HttpExchange exchange) throws IOException {
            AddCheckpoint request = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes());
            switch (way) {
                case HONEST -> honest(exchange, witness.answer(request));
                case DOWN -> answer(exchange, 500, "text/plain", "down\n");
                case SLOW -> {
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                }
                case FORGES -> {
                    SignedNote other = new OtherLog("our.example/log", "x").note();
                    String line = key.signer().cosign(checkpoint(other), clock.instant()) + "\n";
                    answer(exchange, 200, "text/plain", line);
                }
                case SAYS_NOTHING -> answer(exchange, 200, "text/plain", "");
                case SAYS_ANOTHER_SIZE -> size(exchange, request.oldSize() == 0 ? 1 : 0);
                case CONFLICTS_FOR_EVER -> size(exchange, request.oldSize());
                case HUGE_BODY -> answer(exchange, 200, "text/plain", "x".repeat(3_000_000));
            }
        }

        private void honest(HttpExchange exchange, WitnessAnswer given) throws IOException {
            switch (given) {
                case Cosigned(var lines) -> {
                    StringBuilder text = new StringBuilder();
                    lines.forEach(line -> text.append(line).append('\n'));
                    answer(exchange, 200, "text/plain", text.toString());
                }
                case Conflict(long size) -> size(exchange, size);
                case WitnessAnswer.Refused(int status, String reason) ->
                        answer(exchange, status, "text/plain", reason);
            }
        }

        private static void size(HttpExchange exchange, long size) throws IOException {
            answer(exchange, 409, "text/x.tlog.size", size + "\n");
        }

        private static void answer(HttpExchange exchange, int status, String type, String text)
                throws IOException {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        @Override
        public void close() {
            ended.countDown();
            server.stop(0);
            threads.close();
            witness.close();
        }
    }

    private static Checkpoint checkpoint(SignedNote note) {
        return Checkpoint.parse(note.text());
    }

    @BeforeEach
    void open() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            Peer peer = new Peer(i);
            peers.add(peer);
            text.append(peer.policyLine());
        }
        text.append("group two 2 w1 w2 w3\nquorum two\n");
        policy = WitnessPolicy.parse(text.toString().getBytes(UTF_8)).withLog(KEY.verifier());
        openDatabase();
    }

    private void openDatabase() {
        db = TestDatabase.fresh();
        SplittableRandom random = new SplittableRandom(1);
        log = new PublicLog(new Ids(clock, random), random);
        view = new LogView(db);
        LogCheck check = new LogCheck(db, KEY.verifier(), Optional.empty());
        sequencer = new Sequencer(db, KEY.signer(), check, clock, Duration.ofMillis(20), true);
    }

    @AfterEach
    void close() {
        nodes.forEach(Witnesses::close);
        peers.forEach(Peer::close);
        db.close();
    }

    private Witnesses node() {
        Witnesses node = new Witnesses(db, view, policy, clock);
        nodes.add(node);
        sequencer.whenGrown(node::wake);
        node.start();
        return node;
    }

    private UUID state(String what) {
        Statement statement =
                Statement.open(
                        "test.stated", "association", what, clock.instant(), Map.of("n", what));
        UUID id = db.write(tx -> log.state(tx, statement));
        sequencer.drain();
        return id;
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private long published() {
        return view.head().map(head -> head.head().size()).orElse(-1L);
    }

    private void publishedAt(long size) {
        await("size " + size + " to be published", () -> published() == size);
        SignedNote note = view.head().orElseThrow().note();
        assertThat(policy.verify(note).checkpoint().size()).isEqualTo(size);
    }

    private int cosignatures() {
        return view.head().orElseThrow().note().signatures().size() - 1;
    }

    @Test
    void publishesWithTheQuorumAndAddsWhatComesLater() {
        node();
        UUID id = state("a");
        publishedAt(1);
        assertThat(view.prove(id)).isInstanceOf(LogView.Published.class);
        await("the third cosignature", () -> cosignatures() == 3);
        for (int size = 2; size <= 5; size++) {
            state("more " + size);
        }
        publishedAt(5);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void oneWitnessThatMisbehavesDelaysNobody(Way way) {
        peers.get(1).way = way;
        Witnesses node = node();
        state("a");
        publishedAt(1);
        state("b");
        publishedAt(2);
        assertThat(node.standings())
                .extracting(Witnesses.Standing::name)
                .containsExactly("w1", "w2", "w3");
        if (way != Way.HONEST && way != Way.SLOW) {
            await("the failure to be told", () -> !node.standings().get(1).failure().isEmpty());
            peers.get(1).way = Way.HONEST;
            ahead.set(Duration.ofMinutes(2));
            await("it to cosign", () -> cosignatures() == 3);
            assertThat(node.standings().get(1).failure()).isEmpty();
        }
    }

    @Test
    void withoutAQuorumStatementsAreIntegratedAndPublishedWhenItIsBack() {
        peers.forEach(peer -> peer.way = Way.DOWN);
        peers.get(0).way = Way.HONEST;
        node();
        UUID id = state("a");
        await("the one cosignature", () -> !peers.get(0).witness.kept().isEmpty());
        assertThat(view.prove(id)).isEqualTo(new LogView.Integrated(0));
        state("b");
        assertThat(view.integrated().orElseThrow().head().size()).isEqualTo(2);
        assertThat(published()).isEqualTo(-1);
        peers.forEach(peer -> peer.way = Way.HONEST);
        ahead.set(Duration.ofMinutes(2));
        publishedAt(2);
        assertThat(view.prove(id)).isInstanceOf(LogView.Published.class);
    }

    @Test
    void cosignaturesAreRenewed() {
        node();
        state("a");
        await("three cosignatures", () -> published() == 1 && cosignatures() == 3);
        SignedNote before = view.head().orElseThrow().note();
        ahead.set(Witnesses.FRESH.plusSeconds(1));
        await(
                "fresh times",
                () ->
                        view.head().orElseThrow().note().signatures().stream()
                                .skip(1)
                                .noneMatch(before.signatures()::contains));
        assertThat(cosignatures()).isEqualTo(3);
        assertThat(published()).isEqualTo(1);
    }

    @Test
    void twoNodesPublishTogether() {
        node();
        node();
        for (int size = 1; size <= 20; size++) {
            state("s" + size);
        }
        publishedAt(20);
    }

    @Test
    void aDatabaseFromBeforeIsToldLoudlyAndASecondHistoryIsNeverPublished() {
        node();
        for (int size = 1; size <= 4; size++) {
            state("s" + size);
        }
        publishedAt(4);
        await("all three", () -> cosignatures() == 3);
        nodes.forEach(Witnesses::close);
        nodes.clear();
        db.close();
        openDatabase();
        Witnesses node = node();
        state("another history");
        await("the alarm", () -> node.trouble().isPresent());
        assertThat(node.trouble().orElseThrow()).contains("at size 4", "restored from a backup");
        for (int size = 2; size <= 6; size++) {
            state("fork " + size);
        }
        ahead.set(Duration.ofMinutes(2));
        await(
                "the fork to be refused",
                () -> node.trouble().filter(text -> text.contains("another history")).isPresent());
        assertThat(published()).isEqualTo(-1);
        for (Peer peer : peers) {
            assertThat(checkpoint(peer.witness.kept().getFirst()).size()).isEqualTo(4);
        }
    }

    @Test
    void leavesAFailingWitnessAloneForLongerAndLonger() {
        assertThat(Witnesses.pause(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(Witnesses.pause(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Witnesses.pause(7)).isEqualTo(Witnesses.BACKOFF_MAX);
        assertThat(Witnesses.pause(1_000_000)).isEqualTo(Witnesses.BACKOFF_MAX);
    }

    @Test
    void publishesNothingThatTheLogDidNotSign() {
        node();
        state("a");
        publishedAt(1);
        SignedNote foreign = new OtherLog("our.example/log", "x").grow(1).note();
        assertThatThrownBy(() -> view.publish(foreign, clock.instant()))
                .hasMessageContaining("another checkpoint of size 1");
    }
}
