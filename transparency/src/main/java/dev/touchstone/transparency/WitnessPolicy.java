// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whom to believe: known logs, known witnesses, and which of them must have cosigned.
///
/// Standard: C2SP tlog-policy. Read from its text form by [#parse].
public final class WitnessPolicy {
    private final List<Log> logs;
    private final List<Witness> witnesses;
    private final Quorum quorum;

    /// A log that may sign; its key name is the origin of its checkpoints.
    ///
    /// @param key the log's key
    /// @param url where it is served, of application-specific meaning
    public record Log(NoteVerifier key, Optional<String> url) {}

    /// A witness that may cosign.
    ///
    /// @param name its name within the policy
    /// @param key its cosigning key
    /// @param url where it takes checkpoints, see C2SP tlog-witness
    public record Witness(String name, NoteVerifier key, Optional<String> url) {}

    /// The rule over the witnesses that cosigned.
    sealed interface Quorum {
        /// No cosignature is needed.
        record None() implements Quorum {}

        /// This witness is needed.
        record One(Witness witness) implements Quorum {}

        /// At least so many of the members are needed.
        record Group(String name, int threshold, List<Quorum> members) implements Quorum {}

        default boolean reached(Set<NoteVerifier> cosigned) {
            return switch (this) {
                case None none -> true;
                case One one -> cosigned.contains(one.witness.key);
                case Group group ->
                        group.members.stream().filter(m -> m.reached(cosigned)).count()
                                >= group.threshold;
            };
        }

        default String describe() {
            return switch (this) {
                case None none -> "none";
                case One one -> one.witness.name;
                case Group group ->
                        "%s (%d of %s)"
                                .formatted(
                                        group.name,
                                        group.threshold,
                                        group.members.stream().map(Quorum::describe).toList());
            };
        }
    }

    WitnessPolicy(List<Log> logs, List<Witness> witnesses, Quorum quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
    }

    /// Reads a policy file.
    public static WitnessPolicy parse(byte[] policy) {
        return new PolicyParser().parse(policy);
    }

    /// Returns the policy that trusts these logs' keys alone, without witnesses.
    public static WitnessPolicy ofLog(NoteVerifier... keys) {
        List<Log> logs = Stream.of(keys).map(key -> new Log(key, Optional.empty())).toList();
        return new WitnessPolicy(logs, List.of(), new Quorum.None());
    }

    /// Returns this policy with a log known from elsewhere.
    public WitnessPolicy withLog(NoteVerifier key) {
        List<Log> more = new ArrayList<>(logs);
        more.add(new Log(key, Optional.empty()));
        return new WitnessPolicy(more, witnesses, quorum);
    }

    /// Returns the known logs.
    public List<Log> logs() {
        return logs;
    }

    /// Returns the known witnesses.
    public List<Witness> witnesses() {
        return witnesses;
    }

    /// Returns the keys that may sign for an origin.
    List<NoteVerifier> keysOf(String origin) {
        return logs.stream().map(Log::key).filter(key -> key.name().equals(origin)).toList();
    }

    /// Verifies a checkpoint: signed by a known log under its own origin, and cosigned by a
    /// quorum.
    ///
    /// Throws [Unverified] when not, [TransparencyException.Malformed] when the note
    /// is not a checkpoint.
    public VerifiedCheckpoint verify(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        String origin = checkpoint.origin();
        List<NoteVerifier> logKeys = keysOf(origin);
        if (logKeys.isEmpty()) {
            throw new Unverified(
                    "origin %s is none of the known logs %s"
                            .formatted(
                                    Text.quote(origin),
                                    logs.stream().map(log -> log.key().name()).toList()));
        }
        List<VerifiedSignature> signatures = new ArrayList<>(note.verify(logKeys));
        List<VerifiedSignature> cosignatures =
                note.verifyKnown(witnesses.stream().map(Witness::key).toList());
        signatures.addAll(cosignatures);
        Set<NoteVerifier> cosigned =
                cosignatures.stream().map(VerifiedSignature::key).collect(Collectors.toSet());
        if (!quorum.reached(cosigned)) {
            throw new Unverified(
                    "the quorum %s is not reached by the cosignatures of %s"
                            .formatted(
                                    quorum.describe(),
                                    cosigned.stream().map(NoteVerifier::id).sorted().toList()));
        }
        return new VerifiedCheckpoint(checkpoint, note, signatures);
    }

    /// Verifies a checkpoint file.
    public VerifiedCheckpoint verify(byte[] note) {
        return verify(SignedNote.parse(note));
    }
}
