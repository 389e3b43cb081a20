// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks statements up by what people have in hand: a certificate number, a GTIN, a credit code,
/// an id, or an address of one of our pages.
///
/// By subject only open statements are found, so that nobody learns from a look-up that something
/// sealed exists about a subject. By issuer all are: every entry names its issuer. Thread-safe.
public final class LookUp {
    /// The most statements of one page.
    public static final int PAGE_MAX = 100;

    private static final List<String> KINDS_WITH_ID =
            List.of("enterprise", "pledge", "campaign", "capture", "mark-order", "report");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBJECT = Pattern.compile("[a-z-]{1,40}:.+");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:https?://[^/]+)?/(?:log/statements|log/proof|enterprises|products|roll"
                            + "|campaigns|certificates|01)/([^/?#]+).*");
    private static final Pattern GTIN = Pattern.compile("(?:\\(01\\))?([0-9][0-9 \\-]{6,24}[0-9])");
    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-Z]{18}");
    private static final Pattern SPACES_AND_DASHES = Pattern.compile("[\\s\\-]+");

    private final Database db;
    private final StatementStore statements = new StatementStore();
    private final Function<String, Optional<UUID>> byCreditCode;

    /// A look-up over the log kept in a database.
    ///
    /// @param byCreditCode the enterprise with a code of 18 characters, which may be wrong
    public LookUp(Database db, Function<String, Optional<UUID>> byCreditCode) {
        this.db = db;
        this.byCreditCode = byCreditCode;
    }

    /// What to look for.
    ///
    /// @param id what may be a statement's own id
    /// @param subjects any of them
    /// @param subjectStart the beginning of further subjects, ending in a colon
    /// @param issuer everything it stated, sealed or not
    public record Sought(
            Optional<UUID> id,
            List<String> subjects,
            Optional<String> subjectStart,
            Optional<String> issuer) {
        /// Everything open about one subject.
        static Sought about(String subject) {
            return about(List.of(subject));
        }

        private static Sought about(List<String> subjects) {
            return new Sought(Optional.empty(), subjects, Optional.empty(), Optional.empty());
        }

        /// Everything of one issuer.
        static Sought by(String issuer) {
            return new Sought(Optional.empty(), List.of(), Optional.empty(), Optional.of(issuer));
        }

        private static Sought product(Gtin gtin) {
            return new Sought(
                    Optional.empty(),
                    List.of("product:" + gtin.digits()),
                    Optional.of("lot:" + gtin.digits() + ":"),
                    Optional.empty());
        }

        private static Sought enterprise(UUID id) {
            return new Sought(
                    Optional.empty(),
                    List.of("enterprise:" + id),
                    Optional.empty(),
                    Optional.of(id.toString()));
        }

        private static Sought id(UUID id) {
            return new Sought(
                    Optional.of(id),
                    KINDS_WITH_ID.stream().map(kind -> kind + ":" + id).toList(),
                    Optional.empty(),
                    Optional.of(id.toString()));
        }
    }

    /// A statement in a list.
    ///
    /// @param open whether anybody may read what it says
    /// @param index its place in the log; empty until it has one
    /// @param arrival what the list is ordered by
    public record Listed(
            UUID id, String type, Instant at, boolean open, Optional<Long> index, long arrival) {}

    /// A page of a list, latest first.
    ///
    /// @param next where the next page begins; empty on the last one
    public record Found(List<Listed> statements, Optional<Long> next) {}

    /// Understands what somebody typed: any length and spacing of a GTIN, full-width characters,
    /// small letters, addresses. What is nothing else is taken for a certificate number.
    ///
    /// @param typed not empty, at most a query value
    public Sought understand(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            text = address.group(1);
        }
        if (UUID_TEXT.matcher(text).matches()) {
            return Sought.id(UUID.fromString(text));
        }
        Optional<Gtin> gtin = gtin(text);
        if (gtin.isPresent()) {
            return Sought.product(gtin.get());
        }
        String bare = SPACES_AND_DASHES.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        Optional<UUID> enterprise =
                CREDIT_CODE.matcher(bare).matches() ? byCreditCode.apply(bare) : Optional.empty();
        if (enterprise.isPresent()) {
            return Sought.enterprise(enterprise.get());
        }
        if (SUBJECT.matcher(text).matches()) {
            return Sought.about(text);
        }
        String number = text.toUpperCase(Locale.ROOT);
        return Sought.about(List.of("certificate:" + text, "certificate:" + number));
    }

    private static Optional<Gtin> gtin(String text) {
        Matcher digits = GTIN.matcher(text);
        if (!digits.matches()) {
            return Optional.empty();
        }
        try {
            String bare = SPACES_AND_DASHES.matcher(digits.group(1)).replaceAll("");
            return Optional.of(Gtin.parse(bare));
        } catch (Gs1Exception e) {
            return Optional.empty();
        }
    }

    /// A page of what is found.
    ///
    /// @param before where the page begins, as the page before said
    /// @param countMax 1 to [#PAGE_MAX]
    public Found find(Sought sought, Optional<Long> before, int countMax) {
        if (countMax < 1 || countMax > PAGE_MAX) {
            throw new IllegalArgumentException("page of " + countMax);
        }
        long end = before.orElse(Long.MAX_VALUE);
        List<Listed> found = db.look(tx -> statements.list(tx, sought, end, countMax + 1));
        if (found.size() <= countMax) {
            return new Found(found, Optional.empty());
        }
        List<Listed> page = found.subList(0, countMax);
        return new Found(page, Optional.of(page.getLast().arrival()));
    }
}
