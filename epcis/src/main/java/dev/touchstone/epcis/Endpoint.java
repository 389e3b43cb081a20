// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// One end of a transfer: a source or a destination.
///
/// @param type a word such as `owning_party`, or a URI
/// @param id URI of the party or place
public record Endpoint(String type, String id) {}
