// SPDX-License-Identifier: Apache-2.0
/// The program: entry point, configuration, keys, and the one place that wires everything.
@NullMarked
package dev.touchstone.app;

import org.jspecify.annotations.NullMarked;
