// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.conformance.Conformance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConformanceCommandTest {
    private static final String PROOF =
            """
            {"size1": 1, "size2": 1, "proof": [], "wantErr": %s,
             "root1": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
             "root2": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}""";

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new ConformanceCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private void proof(String wantErr) throws IOException {
        Path file = folder.resolve("public-log/merkle/p.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, PROOF.formatted(wantErr));
    }

    @Test
    void endsWithZeroWhenNothingFails() throws IOException {
        proof("false");
        assertThat(run(folder.toString(), "--set", "merkle")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("set merkle passed 1 failed 0 skipped 0");
    }

    @Test
    void endsWithOneAndNamesTheCaseThatFails() throws IOException {
        proof("true");
        assertThat(run(folder.toString())).isEqualTo(Touchstone.REFUSED);
        assertThat(out.toString())
                .contains(
                        "failed public-log/merkle/p.json: was accepted\n"
                                + "set merkle passed 0 failed 1 skipped 0\n");
        assertThat(out.toString().lines().filter(line -> line.startsWith("set ")))
                .hasSameSizeAs(Conformance.names());
    }

    @Test
    void countsWhatIsNotImplementedOnlyWhenAskedForAll() {
        assertThat(run(folder.toString(), "--set", "spc-oc")).isZero();
        assertThat(out.toString()).isEqualTo("set spc-oc not implemented\n");
        int all = run(folder.toString(), "--set", "spc-oc", "--all");
        assertThat(all).isEqualTo(Touchstone.REFUSED);
    }

    @Test
    void refusesAnUnknownSetAndAMissingFolder() {
        assertThat(run(folder.toString(), "--set", "marble")).isEqualTo(Touchstone.USAGE);
        assertThat(err.toString()).contains("no set is named marble").contains("merkle, tlog");
        assertThat(run(folder.resolve("none").toString())).isEqualTo(Touchstone.USAGE);
        assertThat(err.toString()).contains("no folder at ");
        assertThat(run()).isEqualTo(Touchstone.USAGE);
    }
}
