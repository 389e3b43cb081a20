// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The proof cases of transparency-dev/merkle and a log written by transparency-dev/tessera.
class VectorsTest {
    private static final String VKEY =
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static final int TESSERA_SIZE = 15;

    @Test
    void decidesEveryMerkleCaseAsItsAuthorsDo() throws IOException {
        Path merkle = conformance().resolve("public-log/merkle");
        int cases = 0;
        try (Stream<Path> files = Files.walk(merkle)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                String json = Files.readString(file);
                boolean inclusion = file.startsWith(merkle.resolve("inclusion"));
                if (value(json, "wantErr").equals("true")) {
                    assertThatThrownBy(() -> verify(json, inclusion))
                            .as(file.toString())
                            .isInstanceOf(TransparencyException.class);
                } else {
                    verify(json, inclusion);
                }
                cases++;
            }
        }
        assertThat(cases).isGreaterThanOrEqualTo(100);
    }

    private static void verify(String json, boolean inclusion) {
        List<Hash> proof =
                Pattern.compile("\"([^\"]*)\"")
                        .matcher(value(json, "proof"))
                        .results()
                        .map(m -> Hash.parseBase64(m.group(1)))
                        .toList();
        if (inclusion) {
            new InclusionProof(number(json, "leafIdx"), number(json, "treeSize"), proof)
                    .verify(hash(json, "leafHash"), hash(json, "root"));
        } else {
            new ConsistencyProof(number(json, "size1"), number(json, "size2"), proof)
                    .verify(hash(json, "root1"), hash(json, "root2"));
        }
    }

    private static long number(String json, String field) {
        return Text.decimal(value(json, field), field);
    }

    private static Hash hash(String json, String field) {
        return Hash.parseBase64(value(json, field).replace("\"", ""));
    }

    private static String value(String json, String field) {
        Matcher matcher =
                Pattern.compile("\"" + field + "\": *(\\[[^]]*]|null|\"[^\"]*\"|[^,}\\s]*)")
                        .matcher(json);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void auditsTheTesseraLogAtEverySizeItHad() {
        LogFolder log = new LogFolder(conformance().resolve("public-log/tessera-log"));
        WitnessPolicy policy = WitnessPolicy.ofLog(NoteVerifier.parse(VKEY));
        assertThat(LogAudit.run(log, policy).entries()).isEqualTo(TESSERA_SIZE);
        LogClient client = new LogClient(log, policy, Optional.empty());
        VerifiedCheckpoint newest = client.update();
        for (int size = 0; size <= TESSERA_SIZE; size++) {
            VerifiedCheckpoint older = policy.verify(read(log, "checkpoint." + size));
            assertThat(LogAudit.run(log, older).entries()).isEqualTo(size);
            Proofs.consistency(size, TESSERA_SIZE, log)
                    .verify(older.checkpoint().root(), newest.checkpoint().root());
            assertThat(new LogClient(log, policy, Optional.of(older)).update().note())
                    .isEqualTo(newest.note());
        }
        assertThat(client.entry(2)).isEqualTo("three".getBytes());
    }

    @Test
    void writesTheTesseraLogByteForByte() {
        LogFolder log = new LogFolder(conformance().resolve("public-log/tessera-log"));
        MemoryLog ours = new MemoryLog();
        byte[] bundle = log.read(TilePath.entries(0, TESSERA_SIZE)).orElseThrow();
        for (byte[] entry : EntryBundle.parse(bundle, TESSERA_SIZE)) {
            ours.append(List.of(entry));
        }
        assertThat(ours.files).hasSize(2 * TESSERA_SIZE);
        ours.files.forEach((path, bytes) -> assertThat(bytes).isEqualTo(read(log, path)));
    }

    private static byte[] read(LogFolder log, String file) {
        try {
            return Files.readAllBytes(log.folder().resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path conformance() {
        String folder = System.getProperty("touchstone.conformance", "");
        assumeTrue(
                !folder.isEmpty() && !folder.startsWith("${"),
                "-Dtouchstone.conformance names no folder with the vectors");
        return Path.of(folder);
    }
}
