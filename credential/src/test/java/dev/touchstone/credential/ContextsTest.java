// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContextsTest {
    @Test
    void shipsTheBaseContextAndNoOther() {
        String context = Contexts.find(Credential.CONTEXT).orElseThrow();
        assertThat(StrictJson.parse(context).path("@context").has("VerifiableCredential")).isTrue();
        assertThat(Contexts.find("https://www.w3.org/ns/credentials/v1")).isEmpty();
    }

    @Test
    void saysWhatTheW3cPublishes() throws IOException {
        String folder = System.getProperty("touchstone.conformance", "");
        assumeTrue(!folder.isEmpty(), "set -Dtouchstone.conformance to compare with the W3C's");
        Path published = Path.of(folder, "untp/v0.7.0/contexts/credentials-v2.jsonld");
        assertThat(StrictJson.parse(Contexts.find(Credential.CONTEXT).orElseThrow()))
                .isEqualTo(StrictJson.parse(Files.readString(published)));
    }
}
