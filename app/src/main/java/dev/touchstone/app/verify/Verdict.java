// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What is said of an item when it is scanned.
public sealed interface Verdict {
    /// Why.
    Reason reason();

    /// There is nothing on record for it. That is not to say it is a fake.
    record Unknown(Reason reason) implements Verdict {
        private static final Set<Reason> REASONS =
                EnumSet.of(Reason.INVALID_TAG, Reason.NOT_ISSUED);

        public Unknown {
            require(REASONS, reason);
        }
    }

    /// On record, and something is against buying or using it, or should be asked first.
    record Warned(Reason reason) implements Verdict {
        private static final Set<Reason> REASONS =
                EnumSet.of(
                        Reason.NOT_ACTIVATED,
                        Reason.ON_HOLD,
                        Reason.SUSPECT_COPY,
                        Reason.WITHDRAWN,
                        Reason.RECALLED,
                        Reason.EXPIRED,
                        Reason.REVOKED_KEY,
                        Reason.SOLD,
                        Reason.WRONG_PRODUCT,
                        Reason.LICENCE_SUSPENDED);

        public Warned {
            require(REASONS, reason);
        }
    }

    /// On record, and nothing is against it.
    ///
    /// @param count how often it was checked
    /// @param firstAt when first; empty before the first check
    record InOrder(Reason reason, long count, Optional<Instant> firstAt) implements Verdict {
        private static final Set<Reason> REASONS = EnumSet.of(Reason.OK_FIRST, Reason.OK_REPEAT);

        public InOrder {
            require(REASONS, reason);
        }
    }

    private static void require(Set<Reason> allowed, Reason reason) {
        if (!allowed.contains(reason)) {
            throw new IllegalArgumentException("not a reason for this verdict: " + reason);
        }
    }
}
