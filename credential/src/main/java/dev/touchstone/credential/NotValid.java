// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import dev.touchstone.credential.Verification.Reason;

/// Leaves the checks of a [Verifier] early, and never leaves it.
final class NotValid extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;
    private final String detail;

    NotValid(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Verification verdict() {
        return new Verification.Invalid(reason, detail);
    }
}
