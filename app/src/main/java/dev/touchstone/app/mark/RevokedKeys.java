// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.util.Map;
import java.util.Optional;

/// The keys that are revoked, in memory, so that no check of a code reads the database.
/// Thread-safe.
public final class RevokedKeys {
    /// Reasons by product and key id.
    private volatile Map<Key, String> reasons = Map.of();

    /// A key of a product.
    ///
    /// @param product its number, see [dev.touchstone.gs1.Gtin#number]
    public record Key(long product, int keyId) {}

    /// Keys of which none is revoked.
    public RevokedKeys() {}

    /// Why a key is revoked; empty when it is not.
    public Optional<String> reason(long product, int keyId) {
        Map<Key, String> now = reasons;
        return now.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(now.get(new Key(product, keyId)));
    }

    /// These are revoked from now on, and no others.
    public void are(Map<Key, String> revoked) {
        reasons = Map.copyOf(revoked);
    }
}
