// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

/// A document, key or identifier is not what its standard allows; the message says where.
public final class MalformedDocument extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedDocument(String message) {
        super(message);
    }

    MalformedDocument(String message, Throwable cause) {
        super(message, cause);
    }
}
