// SPDX-License-Identifier: Apache-2.0
/// Both sides of C2SP tlog-witness: we as a witness of other logs, as part of the server or as a
/// program of its own; and the witnesses of our log, who are asked before a checkpoint of it is
/// published.
///
/// Invariants: of each log, one history only is cosigned, and its size never goes back; what was
/// cosigned is stored before the cosignature is given out; what is stored and cannot be verified
/// stops the witness for that log instead of starting it anew. Of our own log, no checkpoint
/// without the quorum of its policy is published, and sequencing never waits for a witness.
///
/// Tables owned: `log_witnessed`, `log_witness`.
@NullMarked
package dev.touchstone.app.witness;

import org.jspecify.annotations.NullMarked;
