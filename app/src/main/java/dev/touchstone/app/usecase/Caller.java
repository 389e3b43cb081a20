// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who makes a request: an account, what it may do, and the enterprise it belongs to. Immutable.
///
/// @param account the account's id
/// @param login the name it signs in with
/// @param roles what it may do
/// @param enterprise the enterprise whose things it may see and change; empty for the association,
///     inspection bodies, regulators and auditors
/// @param scopes present when the request came with an API key: what that key was made for
public record Caller(
        UUID account,
        String login,
        Set<Role> roles,
        Optional<UUID> enterprise,
        Optional<Set<Scope>> scopes) {

    public Caller {
        roles = Set.copyOf(roles);
        scopes = scopes.map(Set::copyOf);
        if (roles.stream().anyMatch(Role::ofEnterprise) != enterprise.isPresent()) {
            throw new IllegalArgumentException(
                    "enterprise roles need an enterprise, and only they");
        }
    }

    /// Says whether this caller has the role.
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /// Says whether this caller has one of the roles.
    public boolean isAny(Role... anyOf) {
        for (Role role : anyOf) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /// Says whether this caller belongs to the enterprise.
    public boolean belongsTo(UUID enterpriseId) {
        return enterprise.isPresent() && enterprise.get().equals(enterpriseId);
    }

    /// Passes when the caller has one of the roles.
    ///
    /// @throws Refused FORBIDDEN otherwise
    public void requireAny(Role... anyOf) {
        if (!isAny(anyOf)) {
            throw new Refused(Code.FORBIDDEN);
        }
    }

    /// Says whether this caller belongs to the enterprise with one of the enterprise roles, or has
    /// one of the other roles.
    public boolean mayFor(UUID enterpriseId, Role... anyOf) {
        for (Role role : anyOf) {
            if (roles.contains(role) && (!role.ofEnterprise() || belongsTo(enterpriseId))) {
                return true;
            }
        }
        return false;
    }

    /// Passes when [#mayFor] says so. The object-level check of every use case on an enterprise's
    /// things.
    /// What belongs to somebody else is "not found", so that ids cannot be probed.
    ///
    /// @throws Refused NOT_FOUND for another's object, FORBIDDEN for an own one without the role
    public void requireFor(UUID enterpriseId, Role... anyOf) {
        if (mayFor(enterpriseId, anyOf)) {
            return;
        }
        throw new Refused(
                enterprise.isPresent() && !belongsTo(enterpriseId)
                        ? Code.NOT_FOUND
                        : Code.FORBIDDEN);
    }

    /// The caller's enterprise.
    ///
    /// @throws Refused FORBIDDEN when the caller belongs to none
    public UUID requireEnterprise() {
        return enterprise.orElseThrow(() -> new Refused(Code.FORBIDDEN));
    }
}
