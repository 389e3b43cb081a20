// SPDX-License-Identifier: Apache-2.0
/// We as a witness of other logs: what C2SP tlog-witness asks, as part of the server or as a
/// program of its own.
///
/// Invariants: of each log, one history only is cosigned, and its size never goes back; what was
/// cosigned is stored before the cosignature is given out; what is stored and cannot be verified
/// stops the witness for that log instead of starting it anew.
///
/// Tables owned: `log_witnessed`.
@NullMarked
package dev.touchstone.app.witness;

import org.jspecify.annotations.NullMarked;
