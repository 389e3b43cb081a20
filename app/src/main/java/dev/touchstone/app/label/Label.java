// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

/// A code to print.
///
/// @param index its place in the order, from 1
/// @param code its characters
public record Label(int index, String code) {}
