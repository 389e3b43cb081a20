// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// JSON-LD contexts that ship with the library, for programs that expand credentials and must not
/// fetch what defines their terms. Signing and verifying here need none: the JCS suites sign text.
public final class Contexts {
    private Contexts() {}

    /// A context by its address.
    ///
    /// @param url such as [Credential#CONTEXT]
    /// @return JSON; empty when it does not ship
    public static Optional<String> find(String url) {
        return url.equals(Credential.CONTEXT)
                ? Optional.of(text("credentials-v2.jsonld"))
                : Optional.empty();
    }

    private static String text(String file) {
        try (InputStream in = Contexts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
