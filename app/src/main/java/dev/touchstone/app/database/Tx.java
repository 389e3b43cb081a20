// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import org.jdbi.v3.core.Handle;

/// One open transaction, handed from a use case to the stores it touches. Confined to the thread
/// that runs the use case, and useless after it.
public final class Tx {
    private final Handle handle;
    private final long changes;

    Tx(Handle handle, long changes) {
        this.handle = handle;
        this.changes = changes;
    }

    /// Where a Store says its SQL. Nothing but a Store calls this.
    public Handle sql() {
        return handle;
    }

    /// How many changes this node had made before it began, see [Recently].
    long changes() {
        return changes;
    }
}
