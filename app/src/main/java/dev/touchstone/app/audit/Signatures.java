// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.VerifiedSignature;
import java.util.List;

/// Who signed a checkpoint, in plain words.
final class Signatures {
    private Signatures() {}

    /// One line a signature of a known key, the log's first.
    static List<String> lines(VerifiedCheckpoint checkpoint) {
        String origin = checkpoint.checkpoint().origin();
        return checkpoint.signatures().stream().map(one -> line(one, origin)).toList();
    }

    private static String line(VerifiedSignature signature, String origin) {
        String name = signature.key().name();
        String who = name.equals(origin) ? "signed by the log " : "cosigned by ";
        return who + name + signature.time().map(at -> " at " + at).orElse("");
    }
}
