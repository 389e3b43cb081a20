// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

/// Where a certificate stands.
public enum CertificateState {
    /// It says what is so.
    VALID,
    /// Without effect for now.
    SUSPENDED,
    /// Taken back for ever.
    WITHDRAWN,
    /// Its time ran out.
    EXPIRED,
    /// Another one took its place.
    SUPERSEDED;

    /// Whether a certificate may go from this state to another.
    public boolean allows(CertificateState to) {
        return switch (this) {
            case VALID -> to != VALID;
            case SUSPENDED -> to == VALID || to == WITHDRAWN || to == EXPIRED;
            case WITHDRAWN, EXPIRED, SUPERSEDED -> false;
        };
    }
}
