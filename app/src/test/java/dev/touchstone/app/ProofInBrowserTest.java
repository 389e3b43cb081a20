// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.proof.ProofExtra;
import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.app.proof.SampleProof;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.TlogProof;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Has proofs checked by the script of our pages in a real browser: good ones, and ones with one
/// part altered, each of which must be named.
class ProofInBrowserTest {
    private static final String CODE = "91999999MA00000154";
    private static final List<String> ALL =
            List.of("file", "statement", "leaf", "path", "root", "signature");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestApp app;
    private static Browser browser;
    private static String open = "";
    private static String sealed = "";
    private static String file = "";

    @BeforeAll
    static void start() {
        Browser.require();
        app = TestApp.start();
        app.enterprise(CODE);
        app.enterprise("91999999MA0000023Y");
        browser = Browser.start();
        browser.screen(PageCheck.DESK, 900);
        Actor anybody = app.anybody();
        JsonNode listed = anybody.get("/log/statements?issuer=association").json();
        for (JsonNode one : listed.path("statements")) {
            String id = one.path("statement").asString();
            if (one.path("type").asString().equals("enterprise.verified")) {
                open = id;
            } else if (!one.path("open").asBoolean()) {
                sealed = id;
            }
        }
        // The latest one too, so that the tree has a neighbour for each entry that is altered.
        String latest = listed.path("statements").path(0).path("statement").asString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (anybody.get("/log/proof/" + latest).status() != 200 && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
        }
        file = anybody.get("/log/proof/" + open + "?format=tlog-proof").text();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (app != null) {
            app.close();
        }
    }

    @BeforeEach
    void english() {
        browser.open(app.origin() + "/log?lang=en");
    }

    /// Every step as `name state`, once the verdict is there.
    private static List<String> steps() {
        JsonNode steps =
                browser.await(
                        """
                        const done = arguments[0];
                        const look = () => {
                          const verdict = document.querySelector('.logcheck [role=status]');
                          if (!/good|bad|warn/.test(verdict.className)) {
                            setTimeout(look, 20);
                            return;
                          }
                          done([...document.querySelectorAll('.logcheck li')].map(
                              item => item.dataset.step + ' ' + item.className));
                        };
                        look();
                        """);
        List<String> said = new ArrayList<>();
        steps.forEach(step -> said.add(step.asString()));
        return said;
    }

    private static List<String> drop(String proof) {
        browser.run(
                """
                const files = new DataTransfer();
                files.items.add(new File([arguments[0]], 'x.tlog-proof'));
                document.querySelector('.logcheck').dispatchEvent(
                    new DragEvent('drop', {dataTransfer: files, cancelable: true}));
                """,
                proof);
        return steps();
    }

    private static String verdict() {
        return browser.text(".logcheck [role=status]");
    }

    private static List<String> good(List<String> names) {
        return names.stream().map(name -> name + " good").toList();
    }

    @Test
    void theStatementsOwnPageChecksItsProof() {
        browser.open(app.origin() + "/log/statements/" + open + "?lang=en");
        browser.click(".logcheck button");
        assertThat(steps()).isEqualTo(good(ALL));
        assertThat(verdict()).isEqualTo("Every step holds.");
        assertThat(browser.text(".says")).contains("enterprise.verified", "localhost/log 2 / ");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theProofOfAnotherStatementIsNotTakenForThisOnes() {
        browser.open(app.origin() + "/log/statements/" + open + "?lang=en");
        browser.run(
                "document.querySelector('.logcheck').dataset.proof = arguments[0]",
                "/log/proof/" + sealed + "?format=tlog-proof");
        browser.click(".logcheck button");
        assertThat(steps()).contains("statement bad");
        assertThat(browser.text(".says")).isEmpty();
    }

    @Test
    void aProofThatCannotBeFetchedIsSaid() {
        browser.open(app.origin() + "/log/statements/" + open + "?lang=en");
        browser.run(
                "document.querySelector('.logcheck').dataset.proof = arguments[0]",
                "/log/proof/" + new UUID(0, 0));
        browser.click(".logcheck button");
        assertThat(steps()).first().isEqualTo("file bad");
        assertThat(browser.text(".logcheck li")).contains("did not hand the proof out");
    }

    @Test
    void aSealedStatementIsProvenButItsTextIsNotChecked() {
        browser.open(app.origin() + "/log/statements/" + sealed + "?lang=zh");
        browser.click(".logcheck button");
        assertThat(steps()).contains("statement warn", "root good", "signature good");
        assertThat(verdict()).startsWith("已核验的步骤均通过，但以下步骤未执行");
    }

    @Test
    void aProofFileThatIsDroppedIsChecked() {
        assertThat(drop(file)).isEqualTo(good(ALL));
        assertThat(drop("nothing")).first().isEqualTo("file bad");
        assertThat(verdict()).startsWith("The proof does not hold");
        assertThat(drop(file)).isEqualTo(good(ALL));
    }

    @Test
    void withoutTheBrowsersCryptographyTheSignatureAloneIsNotChecked() {
        browser.run("Object.defineProperty(crypto, 'subtle', {value: undefined})");
        List<String> said = drop(file);
        assertThat(said).startsWith(good(ALL.subList(0, 5)).toArray(String[]::new));
        assertThat(said).last().isEqualTo("signature warn");
        assertThat(verdict()).contains("not checked: The log signed the checkpoint");
        browser.open(app.origin() + "/log?lang=en");
        browser.run(
                "crypto.subtle.importKey = () =>"
                        + " Promise.reject(new DOMException('', 'NotSupportedError'))");
        assertThat(drop(file)).last().isEqualTo("signature warn");
        assertThat(browser.text(".logcheck li:last-of-type")).contains("Ed25519");
    }

    private static String extra(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String altered(String part) {
        TlogProof proof = TlogProof.parse(file.getBytes(StandardCharsets.UTF_8));
        String[] lines = file.split("\n", -1);
        String json = new String(proof.extra().orElseThrow(), StandardCharsets.UTF_8);
        int blank = List.of(lines).indexOf("");
        switch (part) {
            case "canonical" -> lines[1] = "extra " + extra(json.replace("Test ", "Tess "));
            case "entry" -> lines[1] = "extra " + extra(json.replace("\\\"v\\\":", "\\\"w\\\":"));
            case "salt" -> lines[1] = "extra " + extra(json.replace("\"salt\":\"", "\"salt\":\"A"));
            case "index" -> lines[2] = "index " + (proof.inclusion().index() ^ 1);
            case "outside" -> lines[2] = "index " + proof.inclusion().size();
            case "hash" -> lines[3] = "A".repeat(43) + "=";
            case "short" -> lines[3] = lines[2];
            case "origin" -> lines[blank + 1] += "x";
            case "size" ->
                    lines[blank + 2] = String.valueOf(4 * (Long.parseLong(lines[blank + 2]) + 1));
            case "root" -> lines[blank + 3] = "A".repeat(43) + "=";
            case "signature" -> {
                int last = lines.length - 2;
                String line = lines[last];
                int at = line.length() - 10;
                char other = line.charAt(at) == 'A' ? 'B' : 'A';
                lines[last] = line.substring(0, at) + other + line.substring(at + 1);
            }
            default -> throw new IllegalArgumentException(part);
        }
        return String.join("\n", lines);
    }

    @ParameterizedTest
    @CsvSource({
        "canonical, statement",
        "salt, statement",
        "entry, root",
        "index, root",
        "outside, path",
        "hash, root",
        "short, file",
        "origin, signature",
        "size, path",
        "root, root",
        "signature, signature"
    })
    void anAlteredPartIsNamed(String part, String step) {
        String proof = altered(part);
        assertThat(proof).isNotEqualTo(file);
        List<String> said = drop(proof);
        assertThat(said).contains(step + " bad");
        assertThat(said.stream().filter(one -> one.endsWith(" bad"))).hasSize(1);
        assertThat(verdict()).startsWith("The proof does not hold: ");
    }

    @Test
    void aKeyThatIsNotTheLogsVerifiesNothing() {
        browser.run(
                "const box = document.querySelector('.logcheck');"
                        + "box.dataset.vkey = box.dataset.vkey.replace(/.{6}$/, 'AAAAA=')");
        assertThat(drop(file)).last().isEqualTo("signature bad");
    }

    private static String sampleProof(String part) {
        SampleProof.Made made = SampleProof.made(0);
        ProofExtra.Fact fact = made.fact();
        String text = part.equals("canonical") ? "{\"n\":4}" : fact.text().canonical();
        byte[] salt = fact.text().salt().clone();
        salt[15] ^= (byte) (part.equals("salt") ? 1 : 0);
        InclusionProof way = fact.proof();
        way =
                switch (part) {
                    case "index" -> new InclusionProof(way.index() - 1, way.size(), way.hashes());
                    case "count" -> new InclusionProof(way.index(), way.size() + 1, way.hashes());
                    default -> way;
                };
        ProofExtra extra =
                ProofExtra.of(
                        made.entry(),
                        Optional.of(new ProofExtra.Opened(made.canonical(), SampleProof.SALT)),
                        Optional.of(new ProofExtra.Fact(new ProofExtra.Opened(text, salt), way)));
        TlogProof whole = made.file();
        return new String(
                ProofFile.of(extra, whole.inclusion(), whole.checkpoint()).toBytes(),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"none, good", "canonical, bad", "salt, bad", "index, bad", "count, bad"})
    void theFactOfAProofIsCheckedToo(String part, String result) {
        browser.run(
                "document.querySelector('.logcheck').dataset.vkey = arguments[0]",
                SampleProof.KEY.verifier().vkey());
        List<String> said = drop(sampleProof(part));
        assertThat(said).contains("statement good", "fact " + result);
        if (part.equals("none")) {
            assertThat(said).allMatch(one -> one.endsWith(" good"));
        }
    }
}
