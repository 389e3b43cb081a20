// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import java.util.Optional;
import java.util.Set;

/// Who may use a route: everybody, everybody signed in, or the holders of some roles; and the
/// scope an API key needs. This is the first gate; which objects a caller may touch is decided by
/// each use case. Immutable.
///
/// @param open true when no account is needed
/// @param roles the roles that may use the route; empty with `open` false means every account
/// @param scope what an API key must have been made for; empty means that keys are refused
public record Access(boolean open, Set<Role> roles, Optional<Scope> scope) {
    /// Everybody.
    public static final Access OPEN = new Access(true, Set.of(), Optional.empty());

    /// Everybody who is signed in, in a browser.
    public static final Access SIGNED_IN = new Access(false, Set.of(), Optional.empty());

    public Access {
        roles = Set.copyOf(roles);
    }

    /// Only the holders of one of the roles.
    public static Access of(Role... roles) {
        if (roles.length == 0) {
            throw new IllegalArgumentException("no role named");
        }
        return new Access(false, Set.of(roles), Optional.empty());
    }

    /// The same, and API keys made for the scope.
    public Access withScope(Scope keyScope) {
        return new Access(open, roles, Optional.of(keyScope));
    }

    /// Says whether the caller passes.
    ///
    /// @param caller who asks; empty for somebody not signed in
    public boolean permits(Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return open;
        }
        Caller known = caller.get();
        if (known.scopes().isPresent()
                && !open
                && (scope.isEmpty() || !known.scopes().get().contains(scope.get()))) {
            return false;
        }
        return open || roles.isEmpty() || roles.stream().anyMatch(known::is);
    }
}
