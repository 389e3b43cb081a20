// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.time.Instant;
import java.util.Optional;

/// A signature that was verified: by which key, and for a cosignature when.
///
/// Whether a time in the future, or long past, is acceptable is for the application to say
/// (C2SP tlog-cosignature, Format; tlog-proof, Use of timestamps).
///
/// @param key the key that signed
/// @param time the cosigner's time, to the second; absent for plain signatures and for time zero
public record VerifiedSignature(NoteVerifier key, Optional<Instant> time) {}
