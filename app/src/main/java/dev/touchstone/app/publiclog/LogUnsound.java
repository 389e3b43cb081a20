// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import java.util.List;

/// The stored log is not what it should be. Nothing may be built upon it, so the program stops
/// with this rather than publish a second history. The message is for the operator: what does not
/// agree, and what can be done.
public final class LogUnsound extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// With one reason.
    LogUnsound(String reason) {
        super("the public log is unsound: " + reason);
    }

    /// With every reason found.
    LogUnsound(List<LogFinding> findings) {
        this(String.join("; ", findings.stream().map(LogFinding::text).toList()));
    }
}
