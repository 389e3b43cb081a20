// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import java.time.Instant;
import java.util.UUID;

/// One thing that happened in an item's life, as anybody may read it. Immutable.
///
/// @param event the event's id here
/// @param enterprise who captured it
/// @param at when it happened
/// @param offset the local offset there, such as `+08:00`
/// @param type the type of event
/// @param action what it did, empty when the type has none
/// @param bizStep the business step: a bare word of CBV or a URI; may be empty
/// @param disposition the state afterwards; may be empty
/// @param place where: a URI; may be empty
/// @param item what it happened to: the item itself, its lot, or what it was packed in
/// @param hop 0 for the item and its lot, 1 for what it was in, 2 for what that was in, ...
public record LifeStep(
        UUID event,
        UUID enterprise,
        Instant at,
        String offset,
        String type,
        String action,
        String bizStep,
        String disposition,
        String place,
        String item,
        int hop) {}
