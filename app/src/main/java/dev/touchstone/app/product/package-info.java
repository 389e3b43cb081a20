// SPDX-License-Identifier: Apache-2.0
/// Products and their lots.
///
/// Invariants: a GTIN is registered once and never one of restricted circulation, for one verified
/// enterprise; a lot's number is unique below its product; a lot's state changes only as
/// [LotState] allows, always with a reason, and every change stays in its history; a recalled lot
/// stays recalled; a photo holds pixels and nothing else, and its product says which one is shown.
///
/// Tables owned: `product`, `product_lot`, `product_lot_history`,
/// `product_photo`. Views published:
/// `facts_product`, `facts_lot`.
@NullMarked
package dev.touchstone.app.product;

import org.jspecify.annotations.NullMarked;
