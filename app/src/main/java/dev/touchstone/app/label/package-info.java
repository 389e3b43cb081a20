// SPDX-License-Identifier: Apache-2.0
/// Codes as something to print: lists, streams for label printers, sheets of labels, pictures.
///
/// Invariants: what is printed for a code depends on nothing but the code, its product, the format
/// and the label; every format is written as it is sent, so that an order of any size needs no
/// more memory than one page; who printed which codes, when and how, is kept.
///
/// Tables owned: `label_print`.
@NullMarked
package dev.touchstone.app.label;

import org.jspecify.annotations.NullMarked;
