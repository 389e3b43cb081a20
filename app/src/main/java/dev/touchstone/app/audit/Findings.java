// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import dev.touchstone.credential.Verification;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What was found out about a credential, in plain words of one language. Not thread-safe.
final class Findings {
    private static final String START = "audit.credential.";

    private final Messages messages = Messages.load(List.of("audit"));
    private final Language language;
    private final List<String> lines = new ArrayList<>();
    private boolean bad;
    private boolean partial;

    private Findings(Language language) {
        this.language = language;
    }

    /// Findings in the language asked for, or else that of the environment.
    static Findings in(Optional<String> asked) {
        String code = asked.orElseGet(() -> Locale.getDefault().getLanguage());
        return new Findings(code.startsWith("zh") ? Language.ZH : Language.EN);
    }

    private String text(String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }

    private void line(String key, Object... arguments) {
        lines.add(text(START + key, arguments));
    }

    String need() {
        return text(START + "need");
    }

    void kind(String kind) {
        line("kind." + kind);
    }

    void holds(String what, Object... arguments) {
        line("holds", text(START + what, arguments));
    }

    void unchecked(String what, Object... arguments) {
        partial = true;
        line("unchecked", text(START + "unchecked." + what, arguments));
    }

    private void wrong(String what, Object... arguments) {
        bad = true;
        line("fails", text(START + "wrong." + what, arguments));
    }

    void fails(Verification.Invalid invalid) {
        bad = true;
        String why = text("audit.reason." + invalid.reason());
        line("fails", "%s (%s: %s)".formatted(why, invalid.reason(), invalid.detail()));
    }

    /// Whether the log's statement is of this type.
    boolean stated(ProofFile.Proven proven, String type) {
        if (!proven.type().equals(type)) {
            wrong("statement", proven.type(), type);
        }
        return proven.type().equals(type);
    }

    /// Whether the log's statement holds the digest of a text.
    boolean same(ProofFile.Proven proven, String field, String text, String otherwise) {
        boolean same =
                proven.statement()
                        .map(statement -> statement.path("body").path(field))
                        .filter(JsonNode::isString)
                        .filter(digest -> digest.stringValue().equals(Sha256.hex(text)))
                        .isPresent();
        if (!same) {
            wrong(otherwise);
        }
        return same;
    }

    /// What is known once the signatures hold.
    void signed(Verification.Valid valid, Instant at) {
        line("issuer", named(valid.credential().path("issuer")));
        JsonNode subject = valid.credential().path("credentialSubject");
        line("subject", named(subject));
        String suites = String.join(", ", valid.suites());
        valid.created()
                .ifPresentOrElse(
                        created -> holds("signed", suites, created),
                        () -> holds("signed.undated", suites));
        holds("time", at);
    }

    private static String named(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        String name = node.path("name").asString("");
        String id = node.path("id").asString("");
        return name.isEmpty() ? id : name + " " + id;
    }

    boolean isPartial() {
        return partial;
    }

    void print(PrintWriter out) {
        lines.forEach(out::println);
        String verdict = partial ? "partly" : "good";
        out.println(text(START + "verdict." + (bad ? "bad" : verdict)));
        out.flush();
    }
}
