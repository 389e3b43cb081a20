// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.line.Chosen;
import dev.touchstone.gs1.Sscc;
import java.util.List;
import java.util.UUID;

/// How somebody says what is packed, unpacked or moved.
public sealed interface Wanted {
    /// The most codes or containers that are scanned for one request.
    int SCANNED_MAX = 1_000;

    /// Items with codes of an order.
    ///
    /// @param order the order
    /// @param codes which of its codes
    record Items(UUID order, Chosen codes) implements Wanted {}

    /// Containers.
    ///
    /// @param containers 1 to [#SCANNED_MAX]; one that is named twice counts once
    record Containers(List<Sscc> containers) implements Wanted {
        public Containers {
            containers = containers.stream().distinct().toList();
        }
    }
}
