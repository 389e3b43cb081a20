// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.Rfc6962;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// A statement's proof in one file: a C2SP tlog-proof whose extra data holds what the leaf is made
/// from. Checked with a policy alone, without a server and without the database. Immutable.
///
/// Nothing in the extra data is believed: each part is recomputed up to the signed checkpoint.
///
/// Standard: C2SP tlog-proof, Format and Verifying a tlog proof (step 1 is ours); RFC 6962, 2.1.
public final class ProofFile {
    private final TlogProof proof;
    private final ProofExtra extra;

    private ProofFile(TlogProof proof, ProofExtra extra) {
        this.proof = proof;
        this.extra = extra;
    }

    /// What was proven.
    ///
    /// @param type what kind of statement, as its entry says
    /// @param issuer who states it
    /// @param time when it happened
    /// @param index where the entry stands in the log, from 0
    /// @param statement id, subject and body; empty when the file holds no text of it
    /// @param fact the one fact of the statement, when the file is about one
    /// @param checkpoint the log's signed state, with the witnesses' times
    public record Proven(
            String type,
            String issuer,
            Instant time,
            long index,
            Optional<JsonNode> statement,
            Optional<JsonNode> fact,
            VerifiedCheckpoint checkpoint) {}

    /// Makes the proof file of a statement. A text that is too long for the extra data is left
    /// out; whoever checks the file then has to have it from elsewhere.
    public static TlogProof of(ProofExtra extra, InclusionProof inclusion, SignedNote checkpoint) {
        return new TlogProof(Optional.of(extra.fitted()), inclusion, checkpoint);
    }

    /// Reads a proof file. One without extra data is read too; its entry must be given then.
    ///
    /// @throws Malformed saying what is wrong
    public static ProofFile parse(byte[] file) {
        TlogProof proof = TlogProof.parse(file);
        ProofExtra extra = proof.extra().map(ProofExtra::parse).orElse(ProofExtra.NOTHING);
        return new ProofFile(proof, extra);
    }

    /// Whether the text of the statement is in it.
    public boolean hasStatement() {
        return extra.opened().isPresent();
    }

    /// The same with an entry had from elsewhere.
    public ProofFile withEntry(byte[] entry) {
        return new ProofFile(proof, extra.withEntry(text(entry)));
    }

    /// The same with a statement had from elsewhere.
    ///
    /// @param json an object with `canonical` and `salt`, as `/log/proof/{statement}` answers it
    public ProofFile withStatement(byte[] json) {
        return new ProofFile(proof, extra.withStatement(json));
    }

    /// The log that the file says it is from; checked by [#check] only.
    public String origin() {
        return Checkpoint.parse(proof.checkpoint().text()).origin();
    }

    /// Recomputes everything: fact, statement, entry, tree, signatures.
    ///
    /// @throws Unverified naming the step that does not hold
    /// @throws Malformed when a part is missing or unreadable
    public Proven check(WitnessPolicy policy) {
        String entryText =
                extra.entry()
                        .orElseThrow(
                                () ->
                                        new Malformed(
                                                "the file does not hold its entry; give it"
                                                        + " with --entry"));
        if (extra.fact().isPresent() && extra.opened().isEmpty()) {
            throw new Malformed(
                    "the fact's statement is not in the file; give it with --statement");
        }
        Optional<JsonNode> statement =
                extra.opened().map(opened -> ProofExtra.json(opened.canonical(), "statement"));
        Optional<JsonNode> fact = extra.fact().map(f -> checkFact(f, statement.orElseThrow()));
        JsonNode entry = ProofExtra.json(entryText, "entry");
        extra.opened().ifPresent(o -> checkStatement(o, statement.orElseThrow(), entry));
        VerifiedCheckpoint checkpoint = step("checkpoint", () -> policy.verify(proof.checkpoint()));
        Hash leaf = Rfc6962.leafHash(entryText.getBytes(StandardCharsets.UTF_8));
        step(
                "entry",
                () -> {
                    proof.inclusion().verify(leaf, checkpoint.checkpoint().root());
                    return leaf;
                });
        return new Proven(
                ProofExtra.text(entry, "type"),
                ProofExtra.text(entry, "issuer"),
                time(ProofExtra.text(entry, "time")),
                proof.inclusion().index(),
                statement,
                fact,
                checkpoint);
    }

    private static JsonNode checkFact(ProofExtra.Fact fact, JsonNode statement) {
        JsonNode body = statement.path("body");
        if (!body.path("facts").isIntegralNumber() || !body.path("root").isString()) {
            throw new Unverified("fact: the statement has no facts");
        }
        if (body.path("facts").asLong() != fact.proof().size()) {
            throw new Unverified(
                    "fact: the statement has %d facts, not %d"
                            .formatted(body.path("facts").asLong(), fact.proof().size()));
        }
        return step(
                "fact",
                () -> {
                    Hash root = Hash.parseBase64(body.path("root").asString());
                    fact.proof().verify(leaf(fact.text()), root);
                    return ProofExtra.json(fact.text().canonical(), "fact");
                });
    }

    /// The leaf of a fact in its statement's tree: RFC 6962 over salt and canonical text.
    static Hash leaf(ProofExtra.Opened text) {
        return Rfc6962.leafHash(FactEntry.of(text.salt(), text.canonical()));
    }

    private static void checkStatement(ProofExtra.Opened opened, JsonNode text, JsonNode entry) {
        byte[] digest = StatementDigest.digest(opened.salt(), opened.canonical());
        String stated = Base64.getEncoder().encodeToString(digest);
        if (!stated.equals(ProofExtra.text(entry, "digest"))) {
            throw new Unverified(
                    "statement: text and salt have the digest %s, the entry says %s"
                            .formatted(stated, ProofExtra.text(entry, "digest")));
        }
        for (String field : new String[] {"type", "issuer", "time"}) {
            if (!ProofExtra.text(text, field).equals(ProofExtra.text(entry, field))) {
                throw new Unverified(
                        "statement: its %s is %s, in the entry it is %s"
                                .formatted(
                                        field,
                                        ProofExtra.text(text, field),
                                        ProofExtra.text(entry, field)));
            }
        }
    }

    private static <T> T step(String name, Supplier<T> check) {
        try {
            return check.get();
        } catch (Unverified e) {
            throw new Unverified(name + ": " + e.getMessage());
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Malformed("entry: its time is no time: " + e.getParsedString());
        }
    }

    private static String text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            throw new Malformed("the entry is not UTF-8 text");
        }
        return text;
    }
}
