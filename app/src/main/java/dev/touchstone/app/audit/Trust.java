// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Whom the user believes: the log's key alone, or a policy with witnesses.
final class Trust {
    private static final int POLICY_BYTES_MAX = 1 << 20;

    @Option(
            names = {"--key", "--log-key"},
            paramLabel = "VKEY|FILE",
            description = "the log's public key, had from another source than the log")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "C2SP tlog-policy file: log keys, witnesses and their quorum")
    private Optional<Path> policyFile = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// Whether a key or a policy was given.
    boolean isGiven() {
        return key.isPresent() || policyFile.isPresent();
    }

    /// The policy of key or file alone.
    WitnessPolicy policy() {
        return policy(Optional::empty);
    }

    /// The policy of key or file, or else of the key that the log offers, which is said so.
    WitnessPolicy policy(Supplier<Optional<String>> offered) {
        Optional<WitnessPolicy> given = policyFile.map(this::read);
        if (given.isPresent() && !given.get().logs().isEmpty()) {
            if (key.isPresent()) {
                throw wrong("The policy names its logs; leave out --key.");
            }
            return given.get();
        }
        NoteVerifier log =
                key.map(text -> parse(vkey(text), "--key")).orElseGet(() -> offered(offered));
        return given.map(policy -> policy.withLog(log)).orElseGet(() -> WitnessPolicy.ofLog(log));
    }

    private NoteVerifier offered(Supplier<Optional<String>> offered) {
        String vkey =
                offered.get()
                        .orElseThrow(() -> wrong("Nothing offers a key here: give --key VKEY."));
        var err = spec.commandLine().getErr();
        err.println("key offered by the log itself, compare it with another source: " + vkey);
        err.flush();
        return parse(vkey, "the key offered");
    }

    /// The key itself, or what the file of this name says.
    private static String vkey(String text) {
        if (!Files.isRegularFile(Path.of(text))) {
            return text;
        }
        byte[] bytes = WholeFile.read(Path.of(text), Place.VKEY_BYTES_MAX);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private NoteVerifier parse(String vkey, String what) {
        try {
            return NoteVerifier.parse(vkey);
        } catch (Malformed e) {
            throw wrong(what + ": " + e.getMessage());
        }
    }

    private WitnessPolicy read(Path file) {
        try {
            return WitnessPolicy.parse(WholeFile.read(file, POLICY_BYTES_MAX));
        } catch (Malformed e) {
            throw wrong("--policy " + file + ": " + e.getMessage());
        }
    }

    /// A checkpoint kept from before. The log must have signed it; witnesses may have come later.
    static VerifiedCheckpoint kept(Path file, WitnessPolicy policy) {
        NoteVerifier[] keys =
                policy.logs().stream().map(WitnessPolicy.Log::key).toArray(NoteVerifier[]::new);
        try {
            return WitnessPolicy.ofLog(keys).verify(WholeFile.read(file, SignedNote.BYTES_MAX));
        } catch (Malformed e) {
            throw new Malformed("the kept checkpoint %s: %s".formatted(file, e.getMessage()));
        } catch (Unverified e) {
            throw new Unverified("the kept checkpoint %s: %s".formatted(file, e.getMessage()));
        }
    }

    ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
