// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One open transaction, handed from a use case to the stores it touches. Confined to the thread
/// that runs the use case, and useless after it.
public final class Tx {
    private final @Nullable Handle handle;
    private final long changes;

    Tx(@Nullable Handle handle, long changes) {
        this.handle = handle;
        this.changes = changes;
    }

    /// Where a Store says its SQL. Nothing but a Store calls this.
    public Handle sql() {
        if (handle == null) {
            throw new NotRemembered();
        }
        return handle;
    }

    /// How many changes this node had made before it began, see [Recently].
    long changes() {
        return changes;
    }

    /// Ends a use case that was to ask the database nothing, see [Database#remembered].
    static final class NotRemembered extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotRemembered() {
            super("the database has to be asked", null, false, false);
        }
    }
}
