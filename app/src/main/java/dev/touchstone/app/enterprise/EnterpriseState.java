// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

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

    /// Whether anybody may see the entry.
    public boolean isPublic() {
        return this != APPLIED;
    }
}
