// SPDX-License-Identifier: Apache-2.0
/// the program.
@NullMarked
package dev.touchstone.app;

import org.jspecify.annotations.NullMarked;
