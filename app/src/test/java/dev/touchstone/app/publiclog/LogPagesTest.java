// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.App;
import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.publiclog.LogPages.Age;
import dev.touchstone.app.publiclog.LogPages.Field;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LogPagesTest {
    private static final String CODE = "91999999MA00000154";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestApp app;
    private static Actor anybody;
    private static String enterprise = "";

    @BeforeAll
    static void start() {
        app = TestApp.start();
        enterprise = app.enterprise(CODE);
        anybody = app.anybody();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static JsonNode listed(String query) {
        Actor.Answer answer = anybody.get("/log/statements?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void aProgramListsWhatIsOpenAboutASubject() {
        JsonNode found = listed("about=enterprise:" + enterprise).path("statements");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("type").asString()).isEqualTo("enterprise.verified");
        assertThat(found.path(0).path("open").asBoolean()).isTrue();
        String proof = found.path(0).path("proof").asString();
        assertThat(anybody.get(proof).status()).isIn(200, 202);
    }

    @Test
    void aProgramListsWhatAnIssuerStatedPageByPage() {
        JsonNode first = listed("issuer=association&limit=1");
        assertThat(first.path("statements")).hasSize(1);
        JsonNode second = listed("issuer=association&before=" + first.path("next").asString());
        assertThat(second.path("statements")).hasSize(2);
        assertThat(second.path("statements").path(0).path("open").asBoolean()).isFalse();
        assertThat(second.path("statements").path(1).path("type").asString())
                .as("the keys, stated at the first start")
                .isEqualTo("issuer.document");
        assertThat(second.has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING_FIELD, about",
        "about=a:b&issuer=c, UNKNOWN_FIELD, issuer",
        "about=a:b&limit=101, OUT_OF_RANGE, limit",
        "about=a:b&limit=0, OUT_OF_RANGE, limit",
        "about=a:b&before=0, OUT_OF_RANGE, before",
        "about=a:b&before=x, WRONG_TYPE, before"
    })
    void aWrongQueryIsRefused(String query, String code, String field) {
        Actor.Answer answer = anybody.get("/log/statements?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(code).contains('"' + field + '"');
    }

    @Test
    void aStatementsIdLeadsToItsPage() {
        String id =
                listed("issuer=association")
                        .path("statements")
                        .path(0)
                        .path("statement")
                        .asString();
        Actor.Answer answer = anybody.page("/log?q=" + id, "en");
        assertThat(answer.status()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"en, An enterprise was verified, An enterprise was registered", "zh, 企业核验通过, 企业登记"})
    void anEnterpriseIsFoundByItsCodeInPlainWords(String language, String open, String sealed) {
        assertThat(anybody.page("/log?q=" + CODE, language).text())
                .contains(open)
                .doesNotContain(sealed);
    }

    @Test
    void whatIsNotFoundIsSaidWithHints() {
        assertThat(anybody.page("/log?q=%3Cscript%3E", "en").text())
                .contains("Nothing open was stated about “&lt;script&gt;”")
                .contains("a credit code has 18 characters");
    }

    @Test
    void aStatementsPageSaysItInWordsAndMarksItsLastStep() {
        JsonNode found = listed("about=enterprise:" + enterprise).path("statements").path(0);
        String path = "/log/statements/" + found.path("statement").asString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (anybody.page(path, "en").status() != 200 && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(anybody.page(path, "en").text())
                .contains("An enterprise was verified", "the association", CODE)
                .contains("href=\"/enterprises/" + enterprise + "\"")
                .containsPattern("aria-current=\"step\"><strong>✓ Published");
    }

    @Test
    void aStatementThatWaitsForWitnessesSaysSoAndLooksAgain(@TempDir Path folder)
            throws IOException {
        SignerKey key = new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example", new byte[32]);
        Path policy = folder.resolve("witnesses");
        Files.writeString(
                policy,
                "witness w %s http://127.0.0.1:%d\nquorum w\n"
                        .formatted(key.verifier().vkey(), App.freePort()));
        try (TestApp witnessed = TestApp.start(Map.of("log.witnesses", policy.toString()))) {
            witnessed.enterprise(CODE);
            Actor reader = witnessed.anybody();
            JsonNode found = reader.get("/log/statements?issuer=association").json();
            String id = found.path("statements").path(0).path("statement").asString();
            Actor.Answer page = reader.page("/log/statements/" + id, "en");
            assertThat(page.status()).isEqualTo(202);
            assertThat(page.text())
                    .contains("being cosigned by the witnesses")
                    .containsPattern("aria-current=\"step\"><strong>✓ Integrated")
                    .contains("○ Published");
            assertThat(reader.page("/log?q=" + CODE, "zh").text()).contains("企业核验通过");
        }
    }

    @Test
    void theLogSaysThatItIsAliveAndWhoWitnessesIt() {
        assertThat(anybody.page("/log", "en").text())
                .contains("The log is alive", "No witness is configured");
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0, seconds",
        "179, 179, seconds",
        "180, 3, minutes",
        "10800, 3, hours",
        "259200, 3, days"
    })
    void anAgeIsToldInOneUnit(long seconds, long count, String unit) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(new Age(count, unit));
    }

    @Test
    void whatAStatementNamesIsLinked() {
        assertThat(Field.subject("product:1"))
                .isEqualTo(new Field("subject", "product:1", Optional.of("/products/1")));
        assertThat(Field.subject("capture:1").page()).isEmpty();
        assertThat(Field.of("reason", "x").page()).isEmpty();
    }
}
