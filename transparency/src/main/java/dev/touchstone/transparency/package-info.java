// SPDX-License-Identifier: Apache-2.0
/// C2SP transparency logs.
@NullMarked
package dev.touchstone.transparency;

import org.jspecify.annotations.NullMarked;
