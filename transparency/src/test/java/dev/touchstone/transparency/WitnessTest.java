// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessAnswer.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final SignerKey KEY =
            new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example", new byte[32]);
    private static final SignerKey ML_DSA =
            new SignerKey(SignatureType.COSIGNATURE_ML_DSA_44, "w.example", new byte[32]);
    private static final Witness WITNESS =
            new Witness(MemoryLog.POLICY, List.of(KEY.signer(), ML_DSA.signer()));

    private final MemoryLog log = MemoryLog.ofSize(100);
    private final TreeHead at100 = log.head;
    private TreeHead last = TreeHead.EMPTY;

    @Test
    void cosignsALogThatGrows() {
        for (int round = 0; round < 5; round++) {
            AddCheckpoint request = AddCheckpoint.of(last.size(), log.publish(), log);
            AddCheckpoint received = AddCheckpoint.parse(request.toBytes());
            assertThat(received).isEqualTo(request);
            assertThat(WITNESS.answer(received, last, NOW))
                    .isInstanceOfSatisfying(
                            Cosigned.class,
                            cosigned -> {
                                SignedNote note =
                                        request.checkpoint().with(cosigned.cosignatures());
                                assertThat(note.verify(List.of(KEY.verifier(), ML_DSA.verifier())))
                                        .hasSize(2)
                                        .allMatch(s -> s.time().get().equals(NOW));
                            });
            last = log.head;
            log.append(MemoryLog.ofSize(round * 77).entries);
        }
    }

    @Test
    void answersWithTheStatusOfTheStandard() {
        SignedNote note = log.publish();
        AddCheckpoint good = AddCheckpoint.of(0, note, log);
        refused(404, new Witness(WitnessPolicy.ofLog(), List.of(KEY.signer())), good, last);
        SignedNote bad = note.with(List.of(new NoteSignature(MemoryLog.ORIGIN, id(), bytes(64))));
        refused(403, WITNESS, new AddCheckpoint(0, List.of(), bad), last);
        SignedNote stranger = new SignedNote(note.text(), List.of(signature("other.example")));
        refused(403, WITNESS, new AddCheckpoint(0, List.of(), stranger), last);
        refused(400, WITNESS, new AddCheckpoint(101, List.of(), note), last);
        refused(422, WITNESS, new AddCheckpoint(0, List.of(Rfc6962.emptyRoot()), note), last);
        TreeHead other = new TreeHead(50, Rfc6962.leafHash(bytes(1)));
        refused(422, WITNESS, AddCheckpoint.of(50, note, log), other);
        refused(422, WITNESS, AddCheckpoint.of(100, note, log), new TreeHead(100, other.root()));
        String empty = MemoryLog.ORIGIN + "\n0\n" + other.root() + "\n";
        refused(422, WITNESS, new AddCheckpoint(0, List.of(), signed(empty)), last);
        refused(400, WITNESS, new AddCheckpoint(0, List.of(), signed("no checkpoint\n")), last);
        assertThat(WITNESS.answer(good, at100, NOW)).isEqualTo(new Conflict(100));
        assertThat(new Conflict(100).status()).isEqualTo(409);
    }

    @Test
    void refusesMalformedRequests() {
        SignedNote note = log.publish();
        String good = AddCheckpoint.of(50, note, log).toString();
        for (String bad :
                List.of(
                        "",
                        "old 0\n",
                        "old 0\n\n",
                        good.substring(4),
                        good.replace("old 50", "old 050"),
                        good.replace("old 50", "old -1"),
                        good.replace("old 50", "old  50"),
                        good.replace("=\n", "\n"))) {
            assertThatThrownBy(() -> AddCheckpoint.parse(bad.getBytes(UTF_8)))
                    .isInstanceOf(Malformed.class);
        }
        List<Hash> max = Collections.nCopies(63, Rfc6962.emptyRoot());
        byte[] longest = new AddCheckpoint(1, max, note).toBytes();
        assertThat(AddCheckpoint.parse(longest).proof()).hasSize(63);
        String more = new String(longest, UTF_8).replace("old 1\n", "old 1\n" + max.get(0) + "\n");
        assertThatThrownBy(() -> AddCheckpoint.parse(more.getBytes(UTF_8)))
                .hasMessage("a proof has at most 63 hashes, not 64");
        assertThatThrownBy(() -> AddCheckpoint.parse(new byte[AddCheckpoint.BYTES_MAX + 1]))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void collectsCosignaturesOverHttp() throws IOException {
        try (HttpFixture server = new HttpFixture(this::serve)) {
            WitnessClient client = client(server);
            SignedNote first = client.cosign(log.publish(), 0, log);
            assertThat(first.verify(List.of(KEY.verifier()))).hasSize(1);
            log.append(MemoryLog.ofSize(300).entries);
            // We forgot how far the witness was: it says so, and the second request succeeds.
            SignedNote second = client.cosign(log.publish(), 7, log);
            assertThat(second.verify(List.of(KEY.verifier()))).hasSize(1);
            assertThat(second.signatures()).hasSize(2); // the ML-DSA key was not asked for
            SignedNote older = new Checkpoint(MemoryLog.ORIGIN, at100).sign(MemoryLog.KEY.signer());
            assertThatThrownBy(() -> client.cosign(older, 100, log))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("witness w.example is at size 400, not at or below 100");
        }
    }

    @Test
    void leavesARefusalToTheCaller() throws IOException {
        try (HttpFixture server = new HttpFixture(this::serve)) {
            WitnessClient client = client(server);
            assertThat(client.ask(log.publish(), 0, log))
                    .isInstanceOfSatisfying(
                            Cosigned.class,
                            cosigned -> assertThat(cosigned.cosignatures()).hasSize(1));
            SignedNote older =
                    new Checkpoint(MemoryLog.ORIGIN, MemoryLog.ofSize(50).head)
                            .sign(MemoryLog.KEY.signer());
            assertThat(client.ask(older, 0, log)).isEqualTo(new Conflict(100));
            MemoryLog fork = MemoryLog.ofSize(99);
            fork.append(MemoryLog.ofSize(9).entries);
            assertThat(client.ask(fork.publish(), 0, fork).status()).isEqualTo(422);
        }
    }

    @Test
    void refusesAnswersThatAreNoCosignature() throws IOException {
        SignedNote note = log.publish();
        answers(200, "", "", Malformed.class);
        answers(200, "", note.signatures().getFirst() + "\n", Unavailable.class);
        NoteSignature forged = new NoteSignature("w.example", KEY.verifier().keyId(), bytes(72));
        answers(200, "", forged + "\n", Unverified.class);
        answers(409, "text/plain", "5\n", Malformed.class);
        answers(409, "text/x.tlog.size", "5", Malformed.class);
        answers(409, "text/x.tlog.size", "101\n", Unavailable.class);
        answers(409, "text/x.tlog.size", "50\n", Unavailable.class); // again and again
        answers(403, "", "no", Unavailable.class);
        answers(500, "", "no", Unavailable.class);
    }

    @Test
    void needsKeysForCosigning() {
        assertThatThrownBy(() -> new Witness(MemoryLog.POLICY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Witness(MemoryLog.POLICY, List.of(MemoryLog.KEY.signer())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void answers(int status, String type, String body, Class<? extends Throwable> thrown)
            throws IOException {
        try (HttpFixture server =
                new HttpFixture(exchange -> answer(exchange, status, type, body))) {
            assertThatThrownBy(() -> client(server).cosign(log.publish(), 0, log))
                    .isInstanceOf(thrown);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        assertThat(exchange.getRequestURI().getPath()).isEqualTo("/w/add-checkpoint");
        AddCheckpoint request = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes());
        WitnessAnswer answer = WITNESS.answer(request, last, NOW);
        switch (answer) {
            case Cosigned cosigned -> {
                last = Checkpoint.parse(request.checkpoint().text()).head();
                answer(exchange, 200, "text/plain", lines(cosigned));
            }
            case Conflict conflict ->
                    answer(exchange, 409, "text/x.tlog.size", conflict.size() + "\n");
            case Refused refused -> answer(exchange, refused.status(), "", refused.reason());
        }
    }

    private static String lines(Cosigned cosigned) {
        return cosigned.cosignatures().stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        HttpFixture.answer(exchange, status, Map.of("Content-Type", type), body.getBytes(UTF_8));
    }

    private static WitnessClient client(HttpFixture server) {
        return new WitnessClient(
                server.client, server.uri("/w"), KEY.verifier(), Duration.ofMinutes(1));
    }

    private static void refused(int status, Witness witness, AddCheckpoint request, TreeHead last) {
        assertThat(witness.answer(request, last, NOW))
                .isInstanceOf(Refused.class)
                .extracting(WitnessAnswer::status)
                .isEqualTo(status);
    }

    private static SignedNote signed(String text) {
        return new SignedNote(text, List.of(MemoryLog.KEY.signer().sign(text)));
    }

    private static NoteSignature signature(String name) {
        return new NoteSignature(name, 1, bytes(64));
    }

    private static int id() {
        return MemoryLog.KEY.verifier().keyId();
    }

    private static byte[] bytes(int count) {
        return new byte[count];
    }
}
