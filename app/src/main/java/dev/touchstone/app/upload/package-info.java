// SPDX-License-Identifier: Apache-2.0
/// Files that people send: the form that carries them, and what they are by their bytes.
///
/// Invariants: nothing here decodes, expands or stores a file; the name it had and the type a
/// browser guessed are never looked at.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.upload;

import org.jspecify.annotations.NullMarked;
