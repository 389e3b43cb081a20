// SPDX-License-Identifier: Apache-2.0
/// Photos that people send, made anew from their pixels.
///
/// Invariants: what comes out holds pixels and nothing else of the file that came in: no place, no
/// time, no camera, no name, no hidden preview; it stands upright and is within the size asked
/// for.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.picture;

import org.jspecify.annotations.NullMarked;
