// SPDX-License-Identifier: Apache-2.0
/// Numbers the platform gives to products that have no GTIN, and the addresses of items with
/// either number.
///
/// Invariants: a platform number is never written as a GTIN, neither in an address nor in an
/// element string; every other slice asks [dev.touchstone.app.number.ItemAddress] for addresses.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.number;

import org.jspecify.annotations.NullMarked;
