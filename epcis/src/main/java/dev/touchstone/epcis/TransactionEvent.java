// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;

/// Things were bound to business transactions or loosed from them (EPCIS 2.0, section 7.4.4).
///
/// The transactions themselves are in {@link EventFacts#bizTransactions()}, at least one.
///
/// @param facts what every event may say
/// @param eventAction bound, seen, or loosed
/// @param parentId URI of what the things are in, if they are named by it
/// @param epcList URIs of single things
/// @param quantityList quantities of classes
public record TransactionEvent(
        EventFacts facts,
        Action eventAction,
        Optional<String> parentId,
        List<String> epcList,
        List<QuantityElement> quantityList)
        implements EpcisEvent {
    /// Copies the lists.
    public TransactionEvent {
        epcList = List.copyOf(epcList);
        quantityList = List.copyOf(quantityList);
    }
}
