// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;

/// Children were put into a parent, taken out, or seen in it (EPCIS 2.0, section 7.4.3).
///
/// @param facts what every event may say
/// @param eventAction put in, seen, or taken out
/// @param parentId URI of the parent; may be missing with `OBSERVE` only
/// @param childEpcs URIs of single children; with `DELETE`, none of any kind means all
/// @param childQuantityList quantities of classes of children
public record AggregationEvent(
        EventFacts facts,
        Action eventAction,
        Optional<String> parentId,
        List<String> childEpcs,
        List<QuantityElement> childQuantityList)
        implements EpcisEvent {
    /// Copies the lists.
    public AggregationEvent {
        childEpcs = List.copyOf(childEpcs);
        childQuantityList = List.copyOf(childQuantityList);
    }
}
