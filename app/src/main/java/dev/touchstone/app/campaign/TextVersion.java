// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.time.Instant;
import java.util.Optional;

/// One version of a campaign's text, as it was kept. Immutable.
///
/// @param version from 1
/// @param hash SHA-256 over the text, see [PledgeText#hash]
/// @param frozenAt when it was signed first; from then on nothing changes
public record TextVersion(
        int version, String hash, Instant writtenAt, Optional<Instant> frozenAt, PledgeText text) {}
