// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;

/// Something happened to things or classes of things (EPCIS 2.0, section 7.4.2).
///
/// @param facts what every event may say
/// @param eventAction whether they come into being, are seen, or cease to be
/// @param epcList URIs of single things
/// @param quantityList quantities of classes
/// @param persistentDisposition states set and unset
public record ObjectEvent(
        EventFacts facts,
        Action eventAction,
        List<String> epcList,
        List<QuantityElement> quantityList,
        Optional<PersistentDisposition> persistentDisposition)
        implements EpcisEvent {
    /// Copies the lists.
    public ObjectEvent {
        epcList = List.copyOf(epcList);
        quantityList = List.copyOf(quantityList);
    }
}
