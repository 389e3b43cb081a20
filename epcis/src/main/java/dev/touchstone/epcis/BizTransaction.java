// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.Optional;

/// A business transaction an event belongs to.
///
/// @param type a word such as `po`, or a URI
/// @param id URI of the transaction
public record BizTransaction(Optional<String> type, String id) {}
