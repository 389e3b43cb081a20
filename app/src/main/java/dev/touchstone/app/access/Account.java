// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.usecase.Role;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Somebody who signs in. Immutable.
///
/// @param login lower-case name, unique
/// @param roles what it may do; not empty
/// @param enterprise whose things it may see and change; present exactly for enterprise roles
/// @param invited whether it was never signed in with, so has no password yet
public record Account(
        UUID id,
        String login,
        Set<Role> roles,
        Optional<UUID> enterprise,
        boolean invited,
        boolean disabled) {
    public Account {
        roles = Set.copyOf(roles);
    }
}
