// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.database.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Tells desks who did what. Names of accounts are for those who work there, never public.
/// Thread-safe.
public final class AccountNames {
    private final AccessStore store = new AccessStore();

    /// The names that accounts sign in with, by their ids.
    ///
    /// @param enterprise tells only the names of its own accounts; empty tells all
    public Map<UUID, String> of(Tx tx, Collection<UUID> accounts, Optional<UUID> enterprise) {
        Map<UUID, String> names = new HashMap<>();
        for (Account account : store.withIds(tx, accounts)) {
            if (enterprise.isEmpty() || account.enterprise().equals(enterprise)) {
                names.put(account.id(), account.login());
            }
        }
        return names;
    }
}
