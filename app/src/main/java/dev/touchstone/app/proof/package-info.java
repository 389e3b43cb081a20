// SPDX-License-Identifier: Apache-2.0
/// What proves a statement: how it becomes a digest and an entry of the log, and the file that
/// carries everything needed to check that again without us. Pure; whoever states, proves or
/// checks uses the same code.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.proof;

import org.jspecify.annotations.NullMarked;
