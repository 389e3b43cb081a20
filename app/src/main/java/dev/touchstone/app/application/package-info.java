// SPDX-License-Identifier: Apache-2.0
/// Applications of enterprises that have no account yet to be entered into the registry.
///
/// Invariants: an application is not public; whoever has the secret of its link sees its state;
/// an operator registers what it says and another person verifies it, as with every entry; what it
/// tells of persons is sealed, passes into the registry with the registration, and is dropped
/// then, or 180 days after a refusal.
///
/// Tables owned: `application`.
@NullMarked
package dev.touchstone.app.application;

import org.jspecify.annotations.NullMarked;
