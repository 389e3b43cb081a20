// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;

/// States that last until they are taken back (EPCIS 2.0, section 7.3.6).
///
/// @param set states that begin
/// @param unset states that end
public record PersistentDisposition(List<String> set, List<String> unset) {
    /// Copies the lists.
    public PersistentDisposition {
        set = List.copyOf(set);
        unset = List.copyOf(unset);
    }
}
