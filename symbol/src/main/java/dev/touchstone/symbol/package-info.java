// SPDX-License-Identifier: Apache-2.0
/// QR codes (ISO/IEC 18004:2015): making them, and writing them for screens and printers.
///
/// Invariants: a {@link dev.touchstone.symbol.QrCode} is always a whole symbol with its mask
/// chosen; among the segmentations of a text in numeric, alphanumeric and byte mode the shortest
/// is taken, and the smallest version that holds it; every text, size and picture has a largest
/// one. All public types are immutable and so safe for any thread. The module needs nothing but
/// the JDK.
@NullMarked
package dev.touchstone.symbol;

import org.jspecify.annotations.NullMarked;
