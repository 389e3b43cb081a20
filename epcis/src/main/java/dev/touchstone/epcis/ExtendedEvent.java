// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// An event of a type from outside the standard, whose own members are not understood here.
///
/// @param type URI or prefixed name of the type
/// @param facts what every event may say
public record ExtendedEvent(String type, EventFacts facts) implements EpcisEvent {}
