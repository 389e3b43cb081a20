// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.gs1.LintError;
import dev.touchstone.gs1.LintFinding;
import dev.touchstone.gs1.Linter;
import dev.touchstone.gs1.PrefixSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Texts for the linters of the GS1 Barcode Syntax Dictionary, one JSON object a line.
///
/// Members: `linter`, `input`, `expect` (`PASS` or `FAIL`), `error` (the name of the rule, after
/// `GS1_LINTER_`), and `highlight` (the input with asterisks around what is wrong). Two errors say
/// in which surroundings the case was made: with a source of company prefixes that, from some
/// question on, knows none or cannot be asked; such a source is put in place for them.
final class LintVectors implements ConformanceSet {
    private static final String PREFIX = "GS1_LINTER_";
    private static final int QUESTIONS_MAX = 5;

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public void run(Path root, Tally tally) throws IOException {
        for (Path file : Vectors.files(root.resolve("digital-link"), "vectors.jsonl")) {
            String text = new String(Vectors.read(file), StandardCharsets.UTF_8);
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    line(lines[i], Vectors.name(root, file) + " line " + (i + 1), tally);
                }
            }
        }
    }

    private void line(String line, String name, Tally tally) {
        JsonNode node;
        try {
            node = json.readTree(line);
        } catch (JacksonException e) {
            tally.fail(name, "is not JSON: " + e.getOriginalMessage());
            return;
        }
        String linter = node.path("linter").asString("");
        Optional<Linter> found = Linter.find(linter);
        if (found.isEmpty()) {
            tally.fail(name, "there is no linter " + linter);
            return;
        }
        String input = node.path("input").asString("");
        boolean wrong = node.path("expect").asString("").equals("FAIL");
        String error = node.path("error").asString("").replace(PREFIX, "");
        String highlight = node.path("highlight").asString("");
        tally.check(
                "%s %s '%s'".formatted(name, linter, input),
                false,
                () -> compare(found.get(), input, wrong, error, highlight));
    }

    private static Outcome compare(
            Linter linter, String input, boolean wrong, String error, String highlight) {
        Outcome outcome = Outcome.ACCEPTED;
        for (int known = 0; known < QUESTIONS_MAX; known++) {
            Optional<LintFinding> finding = linter.check(input, source(error, known));
            outcome = compare(finding, input, wrong, error, highlight);
            if (outcome.equals(Outcome.ACCEPTED) || !isAboutPrefixes(error)) {
                break;
            }
        }
        return outcome;
    }

    private static Outcome compare(
            Optional<LintFinding> finding,
            String input,
            boolean wrong,
            String error,
            String highlight) {
        if (finding.isEmpty()) {
            return wrong ? new Outcome.Differs("was accepted") : Outcome.ACCEPTED;
        }
        LintFinding bad = finding.get();
        if (!wrong) {
            return new Outcome.Differs("was refused: " + bad);
        }
        if (!error.isEmpty() && !bad.error().name().equals(error)) {
            return new Outcome.Differs("was refused for %s, not %s".formatted(bad, error));
        }
        String shown = bad.highlight(input);
        return highlight.isEmpty() || shown.equals(highlight)
                ? Outcome.ACCEPTED
                : new Outcome.Differs("blames %s, not %s".formatted(shown, highlight));
    }

    private static boolean isAboutPrefixes(String error) {
        return error.equals(LintError.INVALID_GCP_PREFIX.name())
                || error.equals(LintError.GCP_DATASOURCE_OFFLINE.name());
    }

    /// A source that knows the prefixes of the first `known` questions only.
    private static PrefixSource source(String error, int known) {
        if (!isAboutPrefixes(error)) {
            return PrefixSource.ANY;
        }
        PrefixSource.Answer then =
                error.equals(LintError.INVALID_GCP_PREFIX.name())
                        ? PrefixSource.Answer.UNKNOWN
                        : PrefixSource.Answer.OFFLINE;
        AtomicInteger asked = new AtomicInteger();
        return number -> asked.getAndIncrement() < known ? PrefixSource.Answer.KNOWN : then;
    }
}
