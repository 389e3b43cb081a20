// SPDX-License-Identifier: Apache-2.0
/// GS1 identifiers and Digital Link.
@NullMarked
package dev.touchstone.gs1;

import org.jspecify.annotations.NullMarked;
