// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import java.util.List;

/// How far an enterprise's entry is trusted.
public enum EnterpriseState {
    /// Registered or applied for, not looked at by a second person; not public.
    APPLIED,
    /// Looked at by a second person; may sign pledges and order codes.
    VERIFIED,
    /// Verified once, for now without effect.
    SUSPENDED,
    /// The enterprise no longer exists.
    CLOSED;

    /// The states in which anybody may see an entry.
    public static final List<EnterpriseState> PUBLIC = List.of(VERIFIED, SUSPENDED, CLOSED);

    /// Whether anybody may see the entry.
    public boolean isPublic() {
        return this != APPLIED;
    }
}
