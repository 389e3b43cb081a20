// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;

/// One valid event of EPCIS 2.0 (section 7.4). Immutable.
public sealed interface EpcisEvent
        permits ObjectEvent,
                AggregationEvent,
                TransactionEvent,
                TransformationEvent,
                AssociationEvent,
                ExtendedEvent {
    /// What every type of event may say.
    EventFacts facts();

    /// The value of the event's `type` member.
    default String type() {
        return getClass().getSimpleName();
    }

    /// The action, which only transformations and extended events lack.
    default Optional<Action> action() {
        return switch (this) {
            case ObjectEvent e -> Optional.of(e.eventAction());
            case AggregationEvent e -> Optional.of(e.eventAction());
            case TransactionEvent e -> Optional.of(e.eventAction());
            case AssociationEvent e -> Optional.of(e.eventAction());
            case TransformationEvent _, ExtendedEvent _ -> Optional.empty();
        };
    }

    /// Every thing, lot and class the event touches, with its part in the event; an identifier in
    /// two lists comes twice. None for an extended event.
    default List<ItemRef> items() {
        Items items = new Items();
        return switch (this) {
            case ObjectEvent e -> items.add(ItemRef.Role.EPC, e.epcList(), e.quantityList()).list();
            case AggregationEvent e ->
                    items.add(ItemRef.Role.PARENT, e.parentId().stream().toList(), List.of())
                            .add(ItemRef.Role.CHILD, e.childEpcs(), e.childQuantityList())
                            .list();
            case AssociationEvent e ->
                    items.add(ItemRef.Role.PARENT, List.of(e.parentId()), List.of())
                            .add(ItemRef.Role.CHILD, e.childEpcs(), e.childQuantityList())
                            .list();
            case TransactionEvent e ->
                    items.add(ItemRef.Role.PARENT, e.parentId().stream().toList(), List.of())
                            .add(ItemRef.Role.EPC, e.epcList(), e.quantityList())
                            .list();
            case TransformationEvent e ->
                    items.add(ItemRef.Role.INPUT, e.inputEpcList(), e.inputQuantityList())
                            .add(ItemRef.Role.OUTPUT, e.outputEpcList(), e.outputQuantityList())
                            .list();
            case ExtendedEvent _ -> List.of();
        };
    }

    /// The event as it came.
    default EventJson json() {
        return facts().json();
    }
}
