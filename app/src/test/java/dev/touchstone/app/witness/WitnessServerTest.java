// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.transparency.AddCheckpoint;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessClient;
import dev.touchstone.transparency.WitnessFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTest {
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final String ORIGIN = "other.example/log";
    private static final SignerKey KEY =
            new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example", new byte[32]);
    private static final SignerKey ML_DSA =
            new SignerKey(SignatureType.COSIGNATURE_ML_DSA_44, "w.example", new byte[32]);

    @TempDir private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final OtherLog log = new OtherLog(ORIGIN, "a").grow(100);
    private final Witness witness =
            new Witness(log.policy(), List.of(KEY.signer(), ML_DSA.signer()));
    private WitnessFolder folder;
    private WitnessServer server;
    private URI url;

    @BeforeEach
    void start() {
        folder = WitnessFolder.open(data.resolve("logs"), witness, () -> NOW);
        server =
                new WitnessServer(
                        folder,
                        witness,
                        "127.0.0.1",
                        0,
                        "https://w.example",
                        () -> NOW,
                        new Random(1));
        url = URI.create("http://127.0.0.1:" + server.start() + "/");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        folder.close();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(url.resolve("add-checkpoint"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static void answered(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    }

    @Test
    void cosignsForAClientOfTheProtocol() {
        WitnessClient asks = new WitnessClient(client, url, KEY.verifier(), Duration.ofMinutes(1));
        SignedNote cosigned = asks.cosign(log.note(), 0, log);
        assertThat(cosigned.verify(List.of(KEY.verifier())))
                .allMatch(signature -> signature.time().orElseThrow().equals(NOW));
        log.grow(200);
        assertThat(asks.cosign(log.note(), 7, log).signatures()).hasSize(2);
    }

    @Test
    void answersWithStatusAndTypeOfTheStandard() throws Exception {
        String text = "text/plain; charset=utf-8";
        answered(post(log.request(0).toString()), 200, text);
        HttpResponse<String> conflict = post(log.request(0).toString());
        answered(conflict, 409, "text/x.tlog.size");
        assertThat(conflict.body()).isEqualTo("100\n");
        answered(post("hello"), 400, text);
        answered(post(""), 400, text);
        answered(post(log.request(0).toString().replace("old 0", "old 101")), 400, text);
        OtherLog unknown = new OtherLog("unknown.example/log", "a").grow(1);
        answered(post(unknown.request(0).toString()), 404, text);
        answered(post(log.request(100).toString().replace("\n100\n", "\n101\n")), 403, text);
        OtherLog fork = new OtherLog(ORIGIN, "b").grow(150);
        answered(post(fork.request(100).toString()), 422, text);
        assertThat(get("add-checkpoint").statusCode()).isEqualTo(405);
    }

    @Test
    void takesABodyUpToItsLimitAndNoByteMore() throws Exception {
        String start = "old 0\n\n";
        String fits = start + "x".repeat(AddCheckpoint.BYTES_MAX - start.length());
        answered(post(fits), 400, "text/plain; charset=utf-8");
        assertThat(post(fits + "x").statusCode()).isEqualTo(413);
    }

    @Test
    void showsItsKeysAndWhatItCosigned() throws Exception {
        assertThat(get("vkey").body())
                .isEqualTo(KEY.verifier().vkey() + "\n" + ML_DSA.verifier().vkey() + "\n");
        String path = Checkpoint.originHash(ORIGIN) + "/checkpoint";
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(get("", "Accept-Language", "en").body()).contains("Nothing cosigned yet");
        post(log.request(0).toString());
        SignedNote served = SignedNote.parse(get(path).body());
        assertThat(witness.recall(served).head()).isEqualTo(log.head());
        assertThat(served.verify(List.of(KEY.verifier(), ML_DSA.verifier()))).hasSize(2);
        assertThat(log.policy().verify(served).checkpoint().size()).isEqualTo(100);
        for (String language : List.of("en", "zh")) {
            assertThat(get("", "Accept-Language", language, "Accept", "text/html").body())
                    .startsWith("<!DOCTYPE html>")
                    .contains(ORIGIN, "https://w.example", KEY.verifier().vkey(), path)
                    .contains(log.head().root().toBase64());
        }
    }

    @Test
    void answersWhateverElseIsAskedWithAProblem() throws Exception {
        assertThat(get("nothing").statusCode()).isEqualTo(404);
        assertThat(get("nothing", "Accept", "text/html").statusCode()).isEqualTo(404);
        assertThat(get("x/checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    void withoutItsFolderItCosignsNothing() throws IOException, Exception {
        folder.close();
        assertThat(post(log.request(0).toString()).statusCode()).isEqualTo(503);
        assertThat(new String(get("vkey").body().getBytes(UTF_8), UTF_8)).isNotEmpty();
    }
}
