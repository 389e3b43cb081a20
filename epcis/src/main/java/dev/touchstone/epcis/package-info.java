// SPDX-License-Identifier: Apache-2.0
/// EPCIS 2.0 and CBV 2.0.
@NullMarked
package dev.touchstone.epcis;

import org.jspecify.annotations.NullMarked;
