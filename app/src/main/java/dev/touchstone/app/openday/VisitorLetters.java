// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.database.Tx;
import dev.touchstone.app.notice.EmailAddress;
import dev.touchstone.app.notice.Notice;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Page;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What visitors are told by e-mail; their ticket's page always says the same. Thread-safe.
final class VisitorLetters {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Notices notices;
    private final SealedText seal;
    private final String publicUrl;

    VisitorLetters(Notices notices, SealedText seal, String publicUrl) {
        this.notices = notices;
        this.seal = seal;
        this.publicUrl = publicUrl;
    }

    /// The address of a ticket.
    String ticket(String secret) {
        return publicUrl + "/open-days/tickets/" + secret;
    }

    /// Tells one visitor, when an e-mail address was given.
    ///
    /// @param what the last part of the message's key
    /// @param sealed what is kept of the visitor
    void tell(Tx tx, String what, OpenDay day, Registration one, byte[] sealed) {
        String packed = seal.open(one.id(), sealed);
        Registration.Visitor visitor = Registration.Visitor.unpacked(packed);
        if (visitor.email().isEmpty()) {
            return;
        }
        Language language = one.language();
        OpenDay.Plan plan = day.plan();
        List<String> values =
                List.of(
                        visitor.name(),
                        language.pick(day.enterpriseName().zh(), day.enterpriseName().en()),
                        language.pick(plan.topic().zh(), plan.topic().en()),
                        TIME.format(plan.from().atZone(Page.ZONE)),
                        plan.site() + ", " + plan.address(),
                        ticket(Registration.Visitor.secret(packed)),
                        day.reason());
        EmailAddress to = new EmailAddress(visitor.email());
        notices.post(tx, new Notice(to, one.language(), "openday.notice." + what, values));
    }
}
