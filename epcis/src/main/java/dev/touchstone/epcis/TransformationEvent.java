// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;

/// Inputs were used up and outputs made of them (EPCIS 2.0, section 7.4.5).
///
/// @param facts what every event may say
/// @param transformationId URI that binds the events of one transformation together
/// @param inputEpcList URIs of single inputs
/// @param inputQuantityList quantities of classes of inputs
/// @param outputEpcList URIs of single outputs
/// @param outputQuantityList quantities of classes of outputs
/// @param persistentDisposition states set and unset
public record TransformationEvent(
        EventFacts facts,
        Optional<String> transformationId,
        List<String> inputEpcList,
        List<QuantityElement> inputQuantityList,
        List<String> outputEpcList,
        List<QuantityElement> outputQuantityList,
        Optional<PersistentDisposition> persistentDisposition)
        implements EpcisEvent {
    /// Copies the lists.
    public TransformationEvent {
        inputEpcList = List.copyOf(inputEpcList);
        inputQuantityList = List.copyOf(inputQuantityList);
        outputEpcList = List.copyOf(outputEpcList);
        outputQuantityList = List.copyOf(outputQuantityList);
    }
}
