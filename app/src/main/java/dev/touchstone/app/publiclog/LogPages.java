// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Json;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.app.web.Shell;
import dev.touchstone.transparency.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The log for people: `/log`, where statements are looked up too, and one page a statement.
/// Thread-safe.
public final class LogPages {
    /// A log that published nothing for longer is said to stand still: a checkpoint is due every
    /// ten minutes even when nothing is stated.
    static final Duration SILENCE_MAX = Duration.ofMinutes(15);

    private static final int PAGE = 50;

    /// The pages of what statements are about.
    private static final Map<String, String> PAGES =
            Map.of(
                    "enterprise", "/enterprises/",
                    "product", "/products/",
                    "gtin", "/products/",
                    "certificate", "/certificates/",
                    "campaign", "/campaigns/",
                    "pledge", "/roll/");

    private final LogView view;
    private final LookUp lookUp;
    private final Shell shell;
    private final String vkey;
    private final Supplier<List<Witnessed>> witnesses;
    private final InstantSource clock;

    /// Pages over the log.
    ///
    /// @param vkey the log's verifier key
    /// @param witnesses those who cosign its checkpoints; none when none is configured
    public LogPages(
            LogView view,
            LookUp lookUp,
            Shell shell,
            String vkey,
            Supplier<List<Witnessed>> witnesses,
            InstantSource clock) {
        this.view = view;
        this.lookUp = lookUp;
        this.shell = shell;
        this.vkey = vkey;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    /// A witness of the log.
    ///
    /// @param size of the checkpoint it cosigned last, -1 before its first one
    /// @param at when it did
    /// @param answers whether it did when it was asked last
    public record Witnessed(String name, long size, Optional<Instant> at, boolean answers) {}

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/log", Access.OPEN, this::log)
                .get("/log/statements/{statement}", Access.OPEN, this::statement);
    }

    private Response log(Request request) {
        Optional<String> typed = request.query("q");
        if (typed.isPresent()) {
            return found(request, typed.get());
        }
        LogView.Head head = view.head().orElseThrow(() -> new Refused(Code.UNAVAILABLE));
        Instant now = clock.instant();
        Overview overview =
                new Overview(
                        head,
                        Checkpoint.parse(head.note().text()).origin(),
                        vkey,
                        Sha256.hex(vkey),
                        shell.publicUrl() + "/log",
                        Age.of(Duration.between(head.at(), now)),
                        Duration.between(head.at(), now).compareTo(SILENCE_MAX) <= 0,
                        witnesses.get(),
                        view.grown(now),
                        view.latest());
        return request.page("publiclog/log", Map.of("model", overview));
    }

    private Response found(Request request, String typed) {
        LookUp.Sought sought = lookUp.understand(typed);
        Optional<StoredStatement> itself = sought.id().flatMap(view::statement);
        if (itself.isPresent()) {
            return Response.seeOther("/log/statements/" + itself.get().id());
        }
        LookUp.Found found = lookUp.find(sought, before(request), PAGE);
        return request.page("publiclog/found", Map.of("typed", typed, "found", found));
    }

    /// Where a page of a list begins, as the page before said.
    static Optional<Long> before(Request request) {
        long before = request.query("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return before == Long.MAX_VALUE ? Optional.empty() : Optional.of(before);
    }

    private Response statement(Request request) {
        return switch (view.prove(request.id("statement"))) {
            case LogView.Unknown() -> throw new Refused(Code.NOT_FOUND);
            case LogView.Sequenced() -> waiting(request, 1);
            case LogView.Integrated _ -> waiting(request, 2);
            case LogView.Published(LogView.Proven proven) ->
                    request.page(
                            "publiclog/statement",
                            Map.of("model", StatementPage.of(proven, vkey, factOf(request))));
        };
    }

    private static Response waiting(Request request, int state) {
        return request.page(202, "publiclog/waiting", Map.of("state", state))
                .header("Retry-After", "2")
                .header("Refresh", "2");
    }

    /// What `/log` shows.
    ///
    /// @param fingerprint SHA-256 of the verifier key's text, in hex
    /// @param url where the log is read
    /// @param alive whether it published something lately
    public record Overview(
            LogView.Head head,
            String origin,
            String vkey,
            String fingerprint,
            String url,
            Age age,
            boolean alive,
            List<Witnessed> witnesses,
            GrowthPicture growth,
            List<LookUp.Listed> latest) {}

    /// Which of its facts the page is about, when somebody may be allowed to read it.
    private static Optional<Long> factOf(Request request) {
        return request.caller().flatMap(caller -> LogApi.fact(request));
    }

    /// How long ago something was, in the largest unit of which it is more than two.
    ///
    /// @param unit `seconds`, `minutes`, `hours` or `days`
    public record Age(long count, String unit) {
        private static final int TWO = 2;

        static Age of(Duration age) {
            if (age.toDays() > TWO) {
                return new Age(age.toDays(), "days");
            }
            if (age.toHours() > TWO) {
                return new Age(age.toHours(), "hours");
            }
            if (age.toMinutes() > TWO) {
                return new Age(age.toMinutes(), "minutes");
            }
            return new Age(Math.max(0, age.toSeconds()), "seconds");
        }
    }

    /// One part of what was stated.
    ///
    /// @param name the part's name, `subject` for the subject itself
    /// @param page the page of what it names
    public record Field(String name, String value, Optional<String> page) {
        static Field of(String name, String value) {
            return new Field(name, value, Optional.ofNullable(PAGES.get(name)).map(p -> p + value));
        }

        static Field subject(String subject) {
            String[] parts = subject.split(":", 2);
            Field part = parts.length == 2 ? of(parts[0], parts[1]) : of("subject", subject);
            return new Field("subject", subject, part.page());
        }
    }

    /// What the page of a statement shows.
    ///
    /// @param fields subject and body, part by part; empty when it is not open or was erased
    /// @param fact which of its facts is to be proven with it
    /// @param canonical what was stated; absent when it is not open or was erased
    public record StatementPage(
            StoredStatement statement,
            long index,
            long size,
            String digest,
            String entry,
            List<Field> fields,
            Optional<String> canonical,
            String salt,
            String root,
            int hashes,
            String vkey,
            Optional<Long> fact) {
        static StatementPage of(LogView.Proven proven, String vkey, Optional<Long> fact) {
            StoredStatement s = proven.statement();
            Base64.Encoder base64 = Base64.getEncoder();
            Optional<String> canonical = s.canonical().filter(text -> s.open());
            return new StatementPage(
                    s,
                    proven.proof().index(),
                    proven.proof().size(),
                    base64.encodeToString(s.digest()),
                    new String(proven.entry(), StandardCharsets.UTF_8),
                    canonical.map(text -> fields(s.subject(), text)).orElse(List.of()),
                    canonical,
                    s.open() ? s.salt().map(base64::encodeToString).orElse("") : "",
                    proven.checkpoint().head().root().toBase64(),
                    proven.proof().hashes().size(),
                    vkey,
                    fact);
        }

        /// Where its proof is to be had, as JSON.
        public String proofJson() {
            return "/log/proof/"
                    + statement.id()
                    + fact.map(number -> "?fact=" + number).orElse("");
        }

        /// Where its proof is to be had, as a file.
        public String proofFile() {
            return proofJson() + (fact.isEmpty() ? "?" : "&") + "format=tlog-proof";
        }

        private static List<Field> fields(String subject, String canonical) {
            List<Field> fields = new ArrayList<>();
            fields.add(Field.subject(subject));
            JsonNode body = Json.parse(canonical.getBytes(StandardCharsets.UTF_8)).path("body");
            for (Map.Entry<String, JsonNode> part : body.properties()) {
                JsonNode value = part.getValue();
                String text = value.isString() ? value.asString() : value.toString();
                fields.add(Field.of(part.getKey(), text));
            }
            return fields;
        }

        /// The issuer's page, when it is an enterprise.
        public Optional<String> issuerPage() {
            return statement.issuer().length() == 36
                    ? Optional.of("/enterprises/" + statement.issuer())
                    : Optional.empty();
        }
    }
}
