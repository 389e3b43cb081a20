// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What a log states about itself: its origin, its size and the root over its entries.
///
/// Not yet signed, or not yet verified; see [WitnessPolicy#verify] for the way from a note to a
/// [VerifiedCheckpoint].
///
/// Standard: C2SP tlog-checkpoint, Note text.
///
/// @param origin the unique name of the log
/// @param size how many entries the tree has
/// @param root the root hash over them
/// @param extensions opaque further lines; the standard advises against any
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    /// The most extension lines.
    public static final int EXTENSIONS_MAX = 64;

    /// Checks that each line is one line and not empty, and that size and root can go together.
    public Checkpoint {
        extensions = List.copyOf(extensions);
        line(origin, "origin");
        extensions.forEach(extension -> line(extension, "extension line"));
        if (extensions.size() > EXTENSIONS_MAX) {
            throw new Malformed("a checkpoint has at most 64 extension lines");
        }
        var _ = new TreeHead(size, root); // refuses what cannot go together
    }

    /// Makes a checkpoint without extension lines.
    public Checkpoint(String origin, TreeHead head) {
        this(origin, head.size(), head.root(), List.of());
    }

    private static void line(String text, String what) {
        if (text.isEmpty()) {
            throw new Malformed(what + " is empty");
        }
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new Malformed(what + " holds a control character: " + Text.quote(text));
        }
    }

    /// Reads the text of a note.
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", EXTENSIONS_MAX + 5);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new Malformed("a checkpoint has 3 to 67 lines, each ended by a newline");
        }
        return new Checkpoint(
                lines[0],
                Text.decimal(lines[1], "tree size"),
                Hash.parseBase64(lines[2]),
                Arrays.asList(lines).subList(3, lines.length - 1));
    }

    /// Returns what stands for an origin in addresses: its SHA-256 in lower-case hex.
    ///
    /// Standard: C2SP tlog-witness, Monitor Retrieval Mechanism.
    public static String originHash(String origin) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(origin.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Returns size and root.
    public TreeHead head() {
        return new TreeHead(size, root);
    }

    /// Returns the note text to be signed.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n').append(root).append('\n');
        extensions.forEach(extension -> text.append(extension).append('\n'));
        return text.toString();
    }

    /// Returns the note, signed by a plain Ed25519 key.
    public SignedNote sign(NoteSigner signer) {
        return new SignedNote(text(), List.of(signer.sign(text())));
    }
}
