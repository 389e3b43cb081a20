// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.TransparencyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the public keys of sample logs in whatever text stands with them.
///
/// Samples say their key in a README, a list of sources, or a file of its own. A verifier key
/// carries a hash of itself, so a text cannot hold one by accident.
final class VerifierKeys {
    /// The key of the sample log of transparency-dev/tessera, published with its source.
    private static final String TESSERA =
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    private static final Pattern VKEY =
            Pattern.compile("[^\\s+`'\"<>]{1,200}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{43,2000}={0,2}");
    private static final int TEXT_BYTES_MAX = 64 * 1024;
    private static final int TEXTS_MAX = 1_000;

    private VerifierKeys() {}

    /// The keys in texts of `folder` and of every folder above it up to `root`.
    static List<NoteVerifier> of(Path root, Path folder) throws IOException {
        Set<NoteVerifier> keys = new LinkedHashSet<>();
        Path at = folder;
        while (at != null && at.startsWith(root)) {
            for (Path text : texts(at)) {
                String content = new String(Files.readAllBytes(text), StandardCharsets.ISO_8859_1);
                Matcher matcher = VKEY.matcher(content);
                while (matcher.find()) {
                    parse(matcher.group()).ifPresent(keys::add);
                }
            }
            at = at.getParent();
        }
        parse(TESSERA).ifPresent(keys::add);
        return new ArrayList<>(keys);
    }

    private static List<Path> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.sorted().limit(TEXTS_MAX).toList()) {
                if (Files.isRegularFile(file) && Files.size(file) <= TEXT_BYTES_MAX) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static Optional<NoteVerifier> parse(String text) {
        try {
            return Optional.of(NoteVerifier.parse(text));
        } catch (TransparencyException e) {
            return Optional.empty();
        }
    }
}
