// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.app.conformance.Conformance.Verdict;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConformanceTest {
    private static final String LEAF = "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=";
    private static final String OTHER = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String EVENT =
            """
            {"type": "ObjectEvent", "eventTime": "2026-03-01T08:00:00Z",
             "eventTimeZoneOffset": "+08:00", "epcList": ["urn:epc:id:sgtin:0614141.107346.2018"],
             "action": "OBSERVE"}""";

    @TempDir Path folder;
    private final List<String> lines = new ArrayList<>();

    private Verdict run(String set) throws IOException {
        return Conformance.run(set, folder, lines::add);
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @ParameterizedTest
    @MethodSource("names")
    void passesEveryPublishedVectorOrSaysThatItCannot(String set) throws IOException {
        String vectors = System.getProperty("touchstone.conformance", "");
        assumeTrue(
                !vectors.isEmpty() && !vectors.startsWith("${"),
                "-Dtouchstone.conformance names no folder with the vectors");
        Verdict verdict = Conformance.run(set, Path.of(vectors), lines::add);
        if (verdict == Verdict.NOT_IMPLEMENTED) {
            assertThat(lines).containsExactly("set " + set + " not implemented");
            return;
        }
        assertThat(verdict).as(String.join("\n", lines)).isEqualTo(Verdict.PASSED);
        assertThat(lines.getLast()).matches("set " + set + " passed [1-9]\\d* failed 0 .*");
    }

    static List<String> names() {
        return Conformance.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void neverReadsAnEmptyFolderAsPassed(String set) throws IOException {
        Verdict verdict = run(set);
        if (verdict == Verdict.NOT_IMPLEMENTED) {
            assertThat(lines).containsExactly("set " + set + " not implemented");
        } else {
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst()).startsWith("skipped " + set + ": nothing");
            assertThat(lines.getLast()).isEqualTo("set " + set + " passed 0 failed 0 skipped 1");
        }
    }

    @Test
    void knowsNoOtherSet() {
        assertThatThrownBy(() -> run("marble")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String inclusion(String root, String index, String wantErr) {
        return """
        {"leafIdx": %s, "treeSize": 1, "root": "%s", "leafHash": "%s", "proof": null%s}"""
                .formatted(index, root, LEAF, wantErr);
    }

    @Test
    void judgesProofsByTheirFlag() throws IOException {
        write("public-log/merkle/a/right.json", inclusion(LEAF, "0", ", \"wantErr\": false"));
        write("public-log/merkle/b/wrong.json", inclusion(OTHER, "0", ", \"wantErr\": true"));
        String above = "18446744073709551615";
        write("public-log/merkle/b/above.json", inclusion(LEAF, above, ", \"wantErr\": true"));
        write("public-log/merkle/Invalid1/unflagged.json", inclusion(OTHER, "0", ""));
        assertThat(run("merkle")).isEqualTo(Verdict.PASSED);
        assertThat(lines).containsExactly("set merkle passed 4 failed 0 skipped 0");
    }

    @Test
    void printsEachProofThatFails() throws IOException {
        write("public-log/merkle/1.json", inclusion(OTHER, "0", ", \"wantErr\": false"));
        write("public-log/merkle/2.json", inclusion(LEAF, "0", ", \"wantErr\": true"));
        write("public-log/merkle/3.json", "{");
        write("public-log/merkle/4.json", inclusion(LEAF, "0", ""));
        assertThat(run("merkle")).isEqualTo(Verdict.FAILED);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("failed public-log/merkle/1.json: was refused: ");
        assertThat(lines.get(1)).isEqualTo("failed public-log/merkle/2.json: was accepted");
        assertThat(lines.get(2)).startsWith("failed public-log/merkle/3.json: is not JSON");
        assertThat(lines.get(3)).isEqualTo("set merkle passed 1 failed 3 skipped 0");
    }

    private void log(String name, SignerKey key) {
        LogFolder log = new LogFolder(folder.resolve(name));
        TreeHead head = TreeHead.EMPTY;
        for (String entry : List.of("one", "two", "three")) {
            var grown = TreeAppender.append(head, log, List.of(entry.getBytes()));
            head = grown.head();
            log.write(grown.files());
            log.publish(new Checkpoint(key.verifier().name(), head).sign(key.signer()));
        }
    }

    private static SignerKey key(String name) {
        return new SignerKey(SignatureType.ED25519, name, new byte[32]);
    }

    @Test
    void findsLogsAnywhereAndTheirKeysInTheTextsAboveThem() throws IOException {
        SignerKey key = key("log.example/a");
        log("deep/er/log-a", key);
        write("deep/README.md", "the key is `" + key.verifier().vkey() + "`.");
        log("Invalid-log", key);
        write("Invalid-log/key.txt", key.verifier().vkey());
        byte[] other = new byte[32 * 3];
        Files.write(folder.resolve("Invalid-log/tile/0/000.p/3"), other);
        Path older = folder.resolve("deep/er/log-a/checkpoint.old");
        Files.copy(folder.resolve("deep/er/log-a/checkpoint"), older);
        assertThat(run("tlog")).isEqualTo(Verdict.PASSED);
        assertThat(lines).containsExactly("set tlog passed 3 failed 0 skipped 0");
    }

    @Test
    void failsABrokenLogAndAWholeOneThatShouldNotBe() throws IOException {
        SignerKey key = key("log.example/b");
        write("vkey", key.verifier().vkey());
        log("b", key);
        Files.write(folder.resolve("b/tile/entries/000.p/3"), new byte[] {0, 0, 0, 0, 0, 0});
        log("Invalid", key);
        log("unknown", key("log.example/c"));
        assertThat(run("tlog")).isEqualTo(Verdict.FAILED);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("failed Invalid: was accepted");
        assertThat(lines.get(1)).startsWith("failed b/checkpoint: was refused: tile/entries/000");
        assertThat(lines.get(2)).startsWith("skipped unknown: no verifier key");
        assertThat(lines.get(3)).isEqualTo("set tlog passed 0 failed 2 skipped 1");
    }

    private static String document(String type, String body) {
        return """
        {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
         "type": "%s", "schemaVersion": "2.0", "creationDate": "2026-03-04T00:00:00Z",
         "epcisBody": {%s}}"""
                .formatted(type, body);
    }

    private static String events(String... events) {
        return "\"eventList\": [" + String.join(",", events) + "]";
    }

    @Test
    void readsDocumentsAndRefusesWhatIsNamedInvalid() throws IOException {
        String good = document("EPCISDocument", events(EVENT, EVENT));
        String query =
                document(
                        "EPCISQueryDocument",
                        "\"queryResults\": {\"queryName\": \"SimpleEventQuery\","
                                + " \"resultsBody\": {"
                                + events(EVENT)
                                + "}}");
        write("epcis/documents/json/a.jsonld", good);
        write("epcis/documents/json/q.jsonld", query);
        write(
                "epcis/documents/json/InvalidTwice.jsonld",
                good.replace("{\"type\": \"O", "{\"action\": \"ADD\", \"type\": \"O"));
        write("epcis/documents/Invalid/cut.json", good.substring(0, 200));
        write("epcis/documents/gs1-xml/stray.json", "{}");
        write("epcis/documents/gs1-xml/b.xml", "<a/>");
        assertThat(run("epcis-documents")).isEqualTo(Verdict.PASSED);
        assertThat(lines.getLast()).isEqualTo("set epcis-documents passed 4 failed 0 skipped 1");
        write("epcis/documents/json/InvalidButFine.jsonld", good);
        write("epcis/documents/json/bad.jsonld", good.replace("OBSERVE", "LOOK"));
        lines.clear();
        assertThat(run("epcis-documents")).isEqualTo(Verdict.FAILED);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith("InvalidButFine.jsonld: was accepted");
        assertThat(lines.get(1)).contains("bad.jsonld: was refused: ").contains("action");
        assertThat(lines.getLast()).isEqualTo("set epcis-documents passed 4 failed 2 skipped 1");
    }

    @Test
    void comparesTheHashOfEachEvent() throws IOException {
        write("epcis/event-hash/a.jsonld", document("EPCISDocument", events(EVENT)));
        write("epcis/event-hash/a.hashes", "ni:///sha-256;00?ver=CBV2.0\n");
        write("epcis/event-hash/b.hashes", "ni:///sha-256;00?ver=CBV2.0\n");
        assertThat(run("epcis-event-hash")).isEqualTo(Verdict.FAILED);
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .startsWith("failed epcis/event-hash/a.jsonld: has hashes [ni:");
        assertThat(lines.getLast()).isEqualTo("set epcis-event-hash passed 0 failed 1 skipped 1");
        String found = lines.getFirst().replaceFirst(".*\\[(ni:[^]]*)], not.*", "$1");
        write("epcis/event-hash/a.hashes", found + "\n");
        assertThat(run("epcis-event-hash")).isEqualTo(Verdict.PASSED);
    }

    @Test
    void comparesTheElementStringOfEachLink() throws IOException {
        write(
                "digital-link/dl-parse.tsv",
                """
                valid\turi\telement_string\tparser_state
                true\thttps://a/01/12312312312333/10/A?99=X&3103=000195&98=Y\t\
                ^011231231231233310A^99X^310300019598Y\t
                false\thttps://a/01/12312312312334\t\t
                true\thttps://a/01/9520123456788\t^0109520123456788\t\
                PermitZeroSuppressedGTINinDLuris=true
                true\thttps://a/01/12312312312333?99=X&89=Y\t^011231231231233399X^89Y\t\
                PermitUnknownAIs=true;gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR=false
                """);
        assertThat(run("digital-link-parse")).as("%s", lines).isEqualTo(Verdict.PASSED);
        assertThat(lines.getLast()).isEqualTo("set digital-link-parse passed 4 failed 0 skipped 0");
        write(
                "digital-link/dl-parse.tsv",
                """
                valid\turi\telement_string\tparser_state
                true\thttps://a/01/12312312312333\t^0112312312312334\t
                true\thttps://a/01/12312312312334\t^0112312312312334\t
                false\thttps://a/01/12312312312333\t\t
                true
                """);
        lines.clear();
        assertThat(run("digital-link-parse")).isEqualTo(Verdict.FAILED);
        assertThat(lines.get(0)).contains("line 2 https://a/01/12312312312333: is read as ^01");
        assertThat(lines.get(1)).contains("line 3 ").contains("was refused");
        assertThat(lines.get(2)).contains("line 4 ").endsWith("was accepted");
        assertThat(lines.get(3)).contains("line 5: has fewer than three columns");
        assertThat(lines.getLast()).isEqualTo("set digital-link-parse passed 0 failed 4 skipped 0");
    }

    @Test
    void comparesWhatALinterBlames() throws IOException {
        write(
                "digital-link/vectors.jsonl",
                """
                {"linter": "csum", "expect": "PASS", "input": "95050004", "error": ""}
                {"linter": "csum", "expect": "FAIL", "input": "95050003", "error": ""}
                {"linter": "csum", "expect": "FAIL", "input": "9", "error": "GS1_LINTER_NOT_ZERO"}
                {"linter": "none", "expect": "PASS", "input": "9", "error": ""}
                {
                {"linter": "gcppos1", "expect": "FAIL", "input": "9506",\
                 "error": "GS1_LINTER_INVALID_GCP_PREFIX", "highlight": "*9506*"}
                """);
        assertThat(run("gs1-lint")).isEqualTo(Verdict.FAILED);
        assertThat(lines.getLast()).isEqualTo("set gs1-lint passed 1 failed 5 skipped 0");
    }

    @Test
    void judgesLinksetsByTheirNames() throws IOException {
        String link = "{\"href\": \"https://a.b/c\"}";
        String set = "{\"linkset\": [{\"anchor\": \"https://a.b\", \"next\": [%s]}]}";
        write("digital-link/linkset/valid-basic.json", set.formatted(link));
        write("digital-link/linkset/invalid-gs1.json", set.formatted(link));
        write("digital-link/linkset/some-schema.json", "{");
        assertThat(run("linkset")).as("%s", lines).isEqualTo(Verdict.PASSED);
        assertThat(lines.getLast()).isEqualTo("set linkset passed 2 failed 0 skipped 0");
        write("digital-link/linkset/valid-gs1.json", set.formatted(link));
        assertThat(run("linkset")).isEqualTo(Verdict.FAILED);
    }
}
