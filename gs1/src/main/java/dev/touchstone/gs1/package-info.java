// SPDX-License-Identifier: Apache-2.0
/// GS1 identification keys, application identifiers, GS1 Digital Link URIs and EPC URIs.
///
/// Invariants: a value of one of these types is always valid by itself; every refusal is a {@link
/// dev.touchstone.gs1.Gs1Exception} that names application identifier, position and rule; every
/// text that is read has a longest length. All types are immutable and so safe for any thread.
/// The module needs nothing but the JDK.
@NullMarked
package dev.touchstone.gs1;

import org.jspecify.annotations.NullMarked;
