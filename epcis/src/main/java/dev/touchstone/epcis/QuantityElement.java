// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.math.BigDecimal;
import java.util.Optional;

/// So many, or so much, of a class of things (EPCIS 2.0, section 7.3.3.3).
///
/// @param epcClass URI of the class or lot
/// @param quantity how many, or how much in `uom`; empty when not known
/// @param uom unit of measure (UN/ECE Recommendation 20); empty for a count
public record QuantityElement(
        String epcClass, Optional<BigDecimal> quantity, Optional<String> uom) {}
