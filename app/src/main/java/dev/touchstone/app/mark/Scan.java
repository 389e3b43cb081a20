// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.util.concurrent.CompletableFuture;

/// One check on its way to be counted.
///
/// @param device who checks, as a hash that says nothing tomorrow
/// @param answer completed when the count is durable, or could not be
record Scan(ScanKey key, long device, CompletableFuture<Counted> answer) {
    Scan(long gtin, long item, long device) {
        this(new ScanKey(gtin, item), device, new CompletableFuture<>());
    }

    /// A check of the same item by the same device.
    record Repeat(ScanKey key, long device) {}

    Repeat repeat() {
        return new Repeat(key, device);
    }
}
