// SPDX-License-Identifier: Apache-2.0
/// W3C verifiable credentials.
@NullMarked
package dev.touchstone.credential;

import org.jspecify.annotations.NullMarked;
