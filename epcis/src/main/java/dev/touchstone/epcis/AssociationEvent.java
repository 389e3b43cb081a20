// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;

/// Children were fixed to a parent for long, such as sensors to a container (EPCIS 2.0, section
/// 7.4.6).
///
/// @param facts what every event may say
/// @param eventAction fixed, seen, or removed
/// @param parentId URI of the parent
/// @param childEpcs URIs of single children; with `DELETE`, none of any kind means all
/// @param childQuantityList quantities of classes of children
public record AssociationEvent(
        EventFacts facts,
        Action eventAction,
        String parentId,
        List<String> childEpcs,
        List<QuantityElement> childQuantityList)
        implements EpcisEvent {
    /// Copies the lists.
    public AssociationEvent {
        childEpcs = List.copyOf(childEpcs);
        childQuantityList = List.copyOf(childQuantityList);
    }
}
