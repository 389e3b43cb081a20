// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Text signed by one or more keys. The text means nothing until [#verify] has returned.
///
/// Standard: C2SP signed-note, Format and Signatures.
///
/// @param text the signed text, with its final newline
/// @param signatures the signature lines, in their order; 1 to 64
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// The most signatures of a note; the standard asks for at least 16.
    public static final int SIGNATURES_MAX = 64;

    /// The most bytes of a note: room for 64 post-quantum signatures.
    public static final int BYTES_MAX = 1 << 20;

    private static final String SEPARATOR = "\n\n";

    /// Checks the text and the number of signatures.
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new Malformed("note text does not end in a newline");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new Malformed("note text holds a control character");
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new Malformed(
                    "a note has 1 to %d signatures, not %d"
                            .formatted(SIGNATURES_MAX, signatures.size()));
        }
    }

    /// Reads a whole note.
    public static SignedNote parse(byte[] note) {
        if (note.length > BYTES_MAX) {
            throw new Malformed("a note has at most %d bytes".formatted(BYTES_MAX));
        }
        String all = Text.utf8(note, "note");
        int end = all.lastIndexOf(SEPARATOR);
        if (end < 0) {
            throw new Malformed("the note has no blank line before its signatures");
        }
        return new SignedNote(
                all.substring(0, end + 1),
                parseSignatures(all.substring(end + SEPARATOR.length())));
    }

    /// Reads a whole note.
    public static SignedNote parse(String note) {
        return parse(note.getBytes(UTF_8));
    }

    /// Reads signature lines alone, each ended by a newline, as a witness answers them.
    public static List<NoteSignature> parseSignatures(String lines) {
        if (!lines.endsWith("\n")) {
            throw new Malformed("the last signature line does not end in a newline");
        }
        String[] split = lines.substring(0, lines.length() - 1).split("\n", SIGNATURES_MAX + 1);
        if (split.length > SIGNATURES_MAX) {
            throw new Malformed("a note has at most %d signatures".formatted(SIGNATURES_MAX));
        }
        return Arrays.stream(split).map(NoteSignature::parse).toList();
    }

    /// Returns this note with more signatures after its own; a line it already has is not
    /// repeated.
    public SignedNote with(Collection<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        more.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /// Returns the signatures by known keys, each verified, at least one.
    ///
    /// Signatures by unknown keys are ignored. A signature that claims a known key and does not
    /// verify spoils the note, as does the absence of any known key: both throw [Unverified].
    public List<VerifiedSignature> verify(Collection<NoteVerifier> known) {
        List<VerifiedSignature> verified = verifyKnown(known);
        if (verified.isEmpty()) {
            throw new Unverified(
                    "no signature by a known key; signed by %s, known are %s"
                            .formatted(
                                    signatures.stream().map(SignedNote::signer).toList(),
                                    known.stream().map(NoteVerifier::id).toList()));
        }
        return verified;
    }

    /// Like [#verify], but content with no known signature at all.
    List<VerifiedSignature> verifyKnown(Collection<NoteVerifier> known) {
        List<VerifiedSignature> verified = new ArrayList<>();
        for (NoteVerifier key : known) {
            boolean seen = false;
            for (NoteSignature signature : signatures) {
                if (key.claims(signature)) {
                    VerifiedSignature checked = key.verify(text, signature);
                    if (!seen) { // one key counts once, however often it signed
                        verified.add(checked);
                    }
                    seen = true;
                }
            }
        }
        return verified;
    }

    private static String signer(NoteSignature signature) {
        return signature.name() + "+" + NoteSignature.hex(signature.keyId());
    }

    /// Returns the note as it is stored and served.
    public byte[] toBytes() {
        return toString().getBytes(UTF_8);
    }

    /// Returns the note as text.
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
