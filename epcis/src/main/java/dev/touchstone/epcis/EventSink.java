// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// Takes the events of one document as they are read.
///
/// An event arrives before the rest of its document has been seen: when the reading ends in a
/// refusal, all of its events are to be dropped.
@FunctionalInterface
public interface EventSink {
    /// Takes one valid event.
    ///
    /// @param index place in the document's event list, from 0
    void event(EpcisEvent event, int index);
}
