// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.util.Optional;

/// What is asked about. Immutable.
///
/// @param lot the lot the scanned link names
public record Item(Gtin gtin, Optional<LotNumber> lot, Serial serial) {}
