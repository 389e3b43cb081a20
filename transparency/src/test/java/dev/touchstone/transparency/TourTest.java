// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code in the package documentation, run.
class TourTest {
    @TempDir Path folder;

    @Test
    void runsAsDocumented() {
        // begin
        SignerKey key =
                SignerKey.generate(SignatureType.ED25519, "log.example/2026", new SecureRandom());
        LogFolder log = new LogFolder(folder);

        List<byte[]> entries = List.of("first".getBytes(UTF_8), "second".getBytes(UTF_8));
        TreeAppender.Appended grown = TreeAppender.append(TreeHead.EMPTY, log, entries);
        log.write(grown.files());
        log.publish(new Checkpoint("log.example/2026", grown.head()).sign(key.signer()));

        WitnessPolicy policy = WitnessPolicy.ofLog(NoteVerifier.parse(key.verifier().vkey()));
        LogClient client = new LogClient(log, policy);
        client.update();
        byte[] file = client.prove(1, Rfc6962.leafHash(entries.get(1))).toBytes();

        TlogProof.parse(file).verify(Rfc6962.leafHash("second".getBytes(UTF_8)), policy);
        LogAudit.run(log, policy);
        // end
    }

    @Test
    void isTheCodeThatIsDocumented() throws IOException {
        String source = "java/dev/touchstone/transparency/";
        String documented =
                lines(Path.of("src/main/" + source + "package-info.java"))
                        .dropWhile(line -> !line.startsWith("/// ```java"))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("/// ```"))
                        .map(line -> line.substring(3))
                        .collect(Collectors.joining());
        String run =
                lines(Path.of("src/test/" + source + "TourTest.java"))
                        .dropWhile(line -> !line.strip().equals("// begin"))
                        .skip(1)
                        .takeWhile(line -> !line.strip().equals("// end"))
                        .collect(Collectors.joining());
        assertThat(documented).isNotBlank();
        assertThat(run.replace(" ", "")).isEqualTo(documented.replace(" ", ""));
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream();
    }
}
