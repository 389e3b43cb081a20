// SPDX-License-Identifier: Apache-2.0
/// What a production line does with the codes of an order: verify them after printing, spoil,
/// activate and return them, take a slip back, and account for every one before the order closes.
///
/// Invariants: a code is activated, void or returned at most once; what is done to some codes is
/// done to all of them or to none; only who did something takes it back, and only for a while; an
/// order closes only when no code is missing and none is too many.
///
/// Tables owned: none; codes and where they went belong to `order`.
@NullMarked
package dev.touchstone.app.line;

import org.jspecify.annotations.NullMarked;
