// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.app.proof.CredentialBundle;
import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Json;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.MalformedDocument;
import dev.touchstone.credential.StatusSource;
import dev.touchstone.credential.StrictJson;
import dev.touchstone.credential.Suite;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TransparencyException.Malformed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `touchstone credential verify`.
@Command(
        name = "verify",
        description = {
            "Check a credential offline: JSON, JWT, or a bundle with its proof from the log.",
            "Says what holds, what does not and what was not checked."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:what was checked holds; with --strict nothing was left unchecked",
            "1:something does not hold, or with --strict was not checked",
            "2:wrong use of the command",
            "3:a file cannot be read"
        })
public final class VerifyCredential implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "credential, JWT or bundle")
    private Path file = Path.of("");

    @Option(
            names = "--did",
            paramLabel = "FILE",
            description = "the issuer's DID document, had from a source you trust")
    private Optional<Path> did = Optional.empty();

    @Mixin private Trust trust = new Trust();

    @Option(
            names = "--status",
            paramLabel = "FILE",
            description = "a status list credential; may be repeated")
    private List<Path> statusFiles = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "for which time, as 2026-09-10T00:00:00Z; now when left out")
    private Optional<Instant> at = Optional.empty();

    @Option(names = "--sm2", description = "ask for the SM2 signature too")
    private boolean sm2;

    @Option(names = "--strict", description = "what was not checked counts as not holding")
    private boolean strict;

    @Option(names = "--lang", paramLabel = "zh|en", description = "language of the answer")
    private Optional<String> language = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Findings findings = Findings.in(language);
        try {
            byte[] bytes = WholeFile.read(file, CredentialBundle.BYTES_MAX);
            boolean holds = check(bytes, findings);
            findings.print(spec.commandLine().getOut());
            return holds && !(strict && findings.isPartial()) ? Failure.DONE : Failure.WRONG;
        } catch (MalformedDocument e) {
            return Failure.tell(
                    spec.commandLine().getErr(), new Malformed(String.valueOf(e.getMessage())));
        } catch (TransparencyException e) {
            findings.print(spec.commandLine().getOut());
            return Failure.tell(spec.commandLine().getErr(), e);
        }
    }

    private boolean check(byte[] bytes, Findings findings) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        Optional<DidDocument> given = did.map(VerifyCredential::document);
        if (given.isEmpty() && !trust.isGiven()) {
            throw new ParameterException(spec.commandLine(), findings.need());
        }
        if (!isBundle(bytes)) {
            findings.kind(text.startsWith("{") ? "json" : "jwt");
            DidDocument keys =
                    given.orElseThrow(
                            () -> new ParameterException(spec.commandLine(), findings.need()));
            findings.holds("given", did.orElseThrow());
            findings.unchecked("log");
            return judge(text, keys, findings);
        }
        findings.kind("bundle");
        CredentialBundle bundle = CredentialBundle.parse(bytes);
        if (!trust.isGiven()) {
            findings.holds("given", did.orElseThrow());
            findings.unchecked("log");
            return judge(bundle.credential(), given.orElseThrow(), findings);
        }
        boolean logged = isLogged(bundle, given.isEmpty(), findings);
        if (given.isPresent()) {
            findings.holds("given", did.orElseThrow());
        } else if (!logged) {
            return false;
        }
        return judge(
                        bundle.credential(),
                        given.orElseGet(() -> DidDocument.parse(bundle.did())),
                        findings)
                && logged;
    }

    private static boolean isBundle(byte[] bytes) {
        try {
            return CredentialBundle.isMeant(Json.parse(bytes));
        } catch (Refused e) {
            return false;
        }
    }

    private static DidDocument document(Path file) {
        byte[] bytes = WholeFile.read(file, StrictJson.CHARS_MAX);
        try {
            return DidDocument.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedDocument e) {
            throw new Malformed("--did %s: %s".formatted(file, e.getMessage()));
        }
    }

    /// What the public log says of the credential, and of the keys when they are to be believed
    /// for it.
    private boolean isLogged(CredentialBundle bundle, boolean keysToo, Findings findings) {
        ProofFile.Proven issued = bundle.issued().file().check(trust.policy());
        boolean holds =
                findings.stated(issued, "certificate.issued")
                        && findings.same(issued, "credentialSha256", bundle.credential(), "digest");
        if (holds) {
            findings.holds(
                    "issued",
                    issued.index(),
                    issued.checkpoint().checkpoint().size(),
                    issued.checkpoint().checkpoint().origin());
        }
        if (!keysToo) {
            return holds;
        }
        ProofFile.Proven published = bundle.published().file().check(trust.policy());
        if (!findings.stated(published, "issuer.document")
                || !findings.same(published, "documentSha256", bundle.did(), "document")) {
            return false;
        }
        JsonNode body = published.statement().orElseThrow().path("body");
        findings.holds("published", published.index(), body.path("version").asString(""));
        findings.unchecked("later", "/.well-known/did.json");
        return holds;
    }

    private boolean judge(String text, DidDocument keys, Findings findings) {
        Set<Suite> required = EnumSet.of(Suite.EDDSA_JCS_2022);
        if (sm2) {
            required.add(Suite.SM2_SM3_JCS_2026);
        }
        Map<String, String> lists = lists();
        StatusSource source = url -> Optional.ofNullable(lists.get(url));
        Verifier verifier = new Verifier(keys, source, required);
        Instant when = at.orElseGet(InstantSource.system()::instant);
        return switch (verifier.verifyWithoutStatus(text, when)) {
            case Verification.Invalid invalid -> {
                findings.fails(invalid);
                yield false;
            }
            case Verification.Valid valid -> {
                findings.signed(valid, when);
                Set<String> missing = listed(valid.credential());
                missing.removeAll(lists.keySet());
                yield judgeStatus(verifier.verify(text, when), missing, findings);
            }
        };
    }

    private static boolean judgeStatus(Verification whole, Set<String> missing, Findings findings) {
        return switch (whole) {
            case Verification.Invalid invalid -> {
                boolean unknown = invalid.reason() == Verification.Reason.STATUS_UNKNOWN;
                if (unknown && !missing.isEmpty()) {
                    findings.unchecked("status", String.join(" ", missing));
                    yield true;
                }
                findings.fails(invalid);
                yield false;
            }
            case Verification.Valid valid -> {
                if (valid.credential().has("credentialStatus")) {
                    findings.holds("status");
                }
                yield true;
            }
        };
    }

    /// The status lists given, by their own addresses.
    private Map<String, String> lists() {
        Map<String, String> lists = new HashMap<>();
        for (Path list : statusFiles) {
            byte[] bytes = WholeFile.read(list, StrictJson.CHARS_MAX);
            String text = new String(bytes, StandardCharsets.UTF_8);
            lists.put(StrictJson.parse(text).path("id").asString(""), text);
        }
        return lists;
    }

    private static Set<String> listed(JsonNode credential) {
        Set<String> urls = new TreeSet<>();
        JsonNode status = credential.path("credentialStatus");
        for (JsonNode one : status.isArray() ? status : List.of(status)) {
            if (one.path("statusListCredential").isString()) {
                urls.add(one.path("statusListCredential").stringValue());
            }
        }
        return urls;
    }
}
