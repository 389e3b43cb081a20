// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.witness.OtherLog;
import dev.touchstone.app.witness.WitnessServer;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessClient;
import dev.touchstone.transparency.WitnessFolder;
import dev.touchstone.transparency.WitnessPolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program with a witness of its log, and as a witness of another.
class WitnessedAppTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void publishesUnderItsWitnessAndCosignsForOthers() throws Exception {
        SignerKey key = new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example", new byte[32]);
        int port = App.freePort();
        Path policy = folder.resolve("witnesses");
        Files.writeString(
                policy,
                "witness w %s http://127.0.0.1:%d\nquorum w\n"
                        .formatted(key.verifier().vkey(), port));
        try (TestApp app = TestApp.start(Map.of("log.witnesses", policy.toString()))) {
            Actor anybody = app.anybody();
            assertThat(anybody.get("/log/checkpoint").status()).isEqualTo(503);
            NoteVerifier ours = NoteVerifier.parse(anybody.get("/log/vkey").text().strip());
            WitnessPolicy logs = WitnessPolicy.ofLog(ours);
            Witness witness = new Witness(logs, List.of(key.signer()));
            InstantSource clock = InstantSource.system();
            try (WitnessFolder memory = WitnessFolder.open(folder.resolve("logs"), witness, clock);
                    WitnessServer server =
                            new WitnessServer(
                                    memory,
                                    witness,
                                    "127.0.0.1",
                                    port,
                                    "https://w.example",
                                    clock,
                                    new Random(1))) {
                server.start();
                SignedNote published = published(anybody);
                assertThat(published.verify(List.of(ours))).hasSize(1);
                assertThat(published.verify(List.of(key.verifier()))).hasSize(1);
            }
            cosignsForOthers(app);
        }
    }

    private static SignedNote published(Actor anybody) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Actor.Answer answer = anybody.get("/log/checkpoint");
        while (answer.status() != 200) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
            answer = anybody.get("/log/checkpoint");
        }
        return SignedNote.parse(answer.text());
    }

    private static void cosignsForOthers(TestApp app) {
        OtherLog other = new OtherLog("other.example/log", "a").grow(10);
        Actor anybody = app.anybody();
        NoteVerifier key = NoteVerifier.parse(anybody.get("/witness/vkey").text().strip());
        URI prefix = URI.create(app.origin() + "/witness");
        WitnessClient client = new WitnessClient(app.client(), prefix, key, Duration.ofSeconds(30));
        assertThat(client.cosign(other.note(), 0, other).verify(List.of(key))).hasSize(1);
        String kept = "/witness/" + Checkpoint.originHash("other.example/log") + "/checkpoint";
        assertThat(other.policy().verify(SignedNote.parse(anybody.get(kept).text())).checkpoint())
                .extracting(Checkpoint::size)
                .isEqualTo(10L);
        assertThat(anybody.page("/witness", "en").text()).contains("other.example/log", "10");
    }
}
