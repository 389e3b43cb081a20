// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.application;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Place;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.SizeClass;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What an enterprise says of itself to be entered into the registry, without what is told of
/// persons. Immutable.
///
/// @param number what people quote, as `E-20260901-7K3F9Q2M`
/// @param checkExplanation why a code whose check digit does not fit is right
/// @param reason why it was refused; empty otherwise
/// @param enterprise the entry that was made of it, and how far that is
public record Application(
        UUID id,
        String number,
        CreditCode creditCode,
        String nameZh,
        String nameEn,
        Place seat,
        Industry industry,
        Optional<Division> division,
        Optional<SizeClass> sizeClass,
        Optional<String> checkExplanation,
        State state,
        String reason,
        Instant receivedAt,
        Optional<Entry> enterprise) {

    /// How far an application is.
    public enum State {
        /// Nobody of the association has looked at it.
        RECEIVED,
        /// An operator registered the enterprise; another person verifies it.
        REGISTERED,
        /// Not taken up, with a reason.
        REFUSED
    }

    /// An entry of the registry.
    public record Entry(UUID id, EnterpriseState state) {}
}
