// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whole logs in C2SP tlog-tiles form: each folder with a `checkpoint` and a `tile` folder.
///
/// A log is audited entry by entry at its newest checkpoint, and at each older one kept beside it
/// (`checkpoint.7`), which must also be a prefix of the newest; every such checkpoint is a case. A
/// log whose folder is named `Invalid*` is one case: it must be refused at one of them. The key is
/// looked for in the texts of the log's folder and of those above it, see [VerifierKeys].
final class TlogVectors implements ConformanceSet {
    private static final String TILES = "tile";

    @Override
    public void run(Path root, Tally tally) throws IOException {
        for (Path folder : Vectors.find(root, TlogVectors::isLog)) {
            List<NoteVerifier> keys = VerifierKeys.of(root, folder);
            List<Path> checkpoints = checkpoints(folder);
            if (Vectors.mustBeRefused(root, folder)) {
                tally.check(folder, () -> all(folder, checkpoints, keys));
            } else if (!keysName(folder, keys)) {
                tally.skip(
                        checkpoints.size(),
                        Vectors.name(root, folder),
                        "no verifier key of its origin stands beside it or above it");
            } else {
                for (Path checkpoint : checkpoints) {
                    tally.check(checkpoint, () -> audit(folder, checkpoint, keys));
                }
            }
        }
    }

    private static boolean isLog(Path folder) {
        return Files.isRegularFile(folder.resolve(LogSource.CHECKPOINT))
                && Files.isDirectory(folder.resolve(TILES));
    }

    /// The newest checkpoint first, then whatever other notes lie beside it.
    private static List<Path> checkpoints(Path folder) throws IOException {
        List<Path> notes =
                Vectors.find(
                        folder,
                        path ->
                                folder.equals(path.getParent())
                                        && Files.isRegularFile(path)
                                        && isCheckpoint(String.valueOf(path.getFileName())));
        return notes.stream().sorted((a, b) -> Boolean.compare(isOlder(a), isOlder(b))).toList();
    }

    private static boolean isCheckpoint(String name) {
        return name.equals(LogSource.CHECKPOINT)
                || name.startsWith(LogSource.CHECKPOINT + ".")
                || name.startsWith("Invalid");
    }

    private static boolean isOlder(Path note) {
        return !note.endsWith(LogSource.CHECKPOINT);
    }

    private static boolean keysName(Path folder, List<NoteVerifier> keys) throws IOException {
        String note = Files.readString(folder.resolve(LogSource.CHECKPOINT));
        return keys.stream().anyMatch(key -> note.startsWith(key.name() + "\n"));
    }

    private static Outcome all(Path folder, List<Path> checkpoints, List<NoteVerifier> keys)
            throws IOException {
        for (Path checkpoint : checkpoints) {
            if (audit(folder, checkpoint, keys) instanceof Outcome.Refused refused) {
                return refused;
            }
        }
        return Outcome.ACCEPTED;
    }

    private static Outcome audit(Path folder, Path checkpoint, List<NoteVerifier> keys)
            throws IOException {
        LogFolder log = new LogFolder(folder);
        WitnessPolicy policy = WitnessPolicy.ofLog(keys.toArray(new NoteVerifier[0]));
        try {
            VerifiedCheckpoint stated =
                    policy.verify(SignedNote.parse(Files.readAllBytes(checkpoint)));
            long size = stated.checkpoint().size();
            LogAudit.Report report = LogAudit.run(log, stated);
            if (report.entries() != size) {
                return new Outcome.Differs(
                        "%d of %d entries were read".formatted(report.entries(), size));
            }
            VerifiedCheckpoint newest = policy.verify(log.checkpoint());
            if (size > newest.checkpoint().size()) {
                return new Outcome.Refused("its size is above that of the newest checkpoint");
            }
            Proofs.consistency(size, newest.checkpoint().size(), log)
                    .verify(stated.checkpoint().root(), newest.checkpoint().root());
            return Outcome.ACCEPTED;
        } catch (TransparencyException e) {
            return new Outcome.Refused(e.getMessage());
        }
    }
}
