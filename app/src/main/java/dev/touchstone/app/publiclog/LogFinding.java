// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

/// Something in the stored log that does not agree with the rest of it. Immutable.
///
/// @param text for the operator, in English as everything the program logs
public record LogFinding(Kind kind, String text) {
    /// What can be wrong.
    public enum Kind {
        /// The checkpoint is of a log with another name.
        OTHER_ORIGIN,
        /// The checkpoint is not signed by our key.
        OTHER_KEY,
        /// The checkpoint cannot be read, or is stored under another size.
        BAD_CHECKPOINT,
        /// There are tiles or places and no checkpoint over them.
        NO_CHECKPOINT,
        /// A published checkpoint is ahead of the signed one, or is another one.
        BAD_PUBLICATION,
        /// A tile is missing or does not lead to the checkpoint's root.
        BAD_TILES,
        /// There are bundles beyond the checkpoint, or not as many as it says.
        OTHER_BUNDLES,
        /// There are places beyond the checkpoint, or not as many as it says.
        OTHER_PLACES,
        /// An entry is not the one of the statement that has its place.
        OTHER_ENTRY,
        /// A statement says something else than its digest.
        OTHER_STATEMENT,
        /// A statement is neither in the log nor waiting.
        LOST_STATEMENT,
        /// A statement is in the log and waits as well.
        DOUBLED_STATEMENT,
        /// The database is older than what this node has published.
        ROLLED_BACK
    }
}
