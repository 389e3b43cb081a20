// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import java.time.Instant;
import java.util.UUID;

/// A DID document as it was published. Immutable.
///
/// @param version from 1
/// @param json its bytes as canonical JSON (RFC 8785)
/// @param sha256 of these bytes, in hex
/// @param at since when
/// @param statement what the public log says of it
public record DocumentVersion(
        int version, String json, String sha256, Instant at, UUID statement) {}
