// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The last checkpoint this node saw published, in a file outside the database. A database that
/// was restored from an older backup does not contain it; going on from there would show everybody
/// a second history. Thread-safe.
final class KeptCheckpoint {
    private final LogFolder folder;
    private final WitnessPolicy ours;

    KeptCheckpoint(Path folder, WitnessPolicy ours) {
        this.folder = new LogFolder(folder);
        this.ours = ours;
    }

    /// Keeps a checkpoint; on disk when this returns.
    void keep(CheckpointStore.Row published) {
        folder.publish(SignedNote.parse(published.note()));
    }

    /// Why a log with this head is not the one that was seen published; empty when it is.
    Optional<String> rolledBack(TreeHead head, TileReader tiles) {
        Path file = folder.folder().resolve(LogSource.CHECKPOINT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Checkpoint before;
        try {
            before = ours.verify(folder.checkpoint()).checkpoint();
        } catch (TransparencyException e) {
            return Optional.of(
                    "the checkpoint kept in %s is not one of this log (%s); if this data folder"
                                    .formatted(file, e.getMessage())
                            + " served another log before, remove the file");
        }
        boolean contained =
                before.size() <= head.size()
                        && Proofs.root(before.size(), tiles).equals(before.root());
        return contained
                ? Optional.empty()
                : Optional.of(
                        "this node has published size %d root %s, the database has %s and does"
                                        .formatted(before.size(), before.root(), head)
                                + " not contain it; going on would show everybody a second"
                                + " history. Restore the newer database");
    }
}
