// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.util.Optional;

/// What a consumer says. Immutable.
///
/// @param contact how to reach the consumer; without it the report is anonymous
/// @param contactConsent whether the contact may be kept
/// @param publishConsent whether the report may be published with its answer
public record NewReport(
        Report.Kind kind,
        Optional<Gtin> gtin,
        Optional<Serial> serial,
        String text,
        Optional<String> contact,
        boolean contactConsent,
        boolean publishConsent) {
    static final String[] FIELDS = {
        "kind", "gtin", "serial", "text", "contact", "contactConsent", "publishConsent"
    };

    /// Refuses a contact that may not be kept, and an anonymous report that is to be published.
    public NewReport {
        if (contact.isPresent() && !contactConsent) {
            throw new Refused(Code.MISSING_FIELD).at("contactConsent");
        }
        if (contact.isEmpty() && publishConsent) {
            throw new Refused(Code.MISSING_FIELD).at("contact");
        }
    }

    static NewReport of(Input input) {
        return new NewReport(
                input.choice("kind", Report.Kind.class),
                input.optional("gtin", 14, Gtin::parse),
                input.optional("serial", 20, Serial::new),
                input.lines("text", Report.TEXT_LENGTH_MAX),
                input.optionalText("contact", Report.CONTACT_LENGTH_MAX),
                input.flag("contactConsent"),
                input.flag("publishConsent"));
    }
}
