// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A C2SP tlog-policy file that an operator named.
public final class PolicyFile {
    private PolicyFile() {}

    /// Reads it.
    ///
    /// @param what says in messages where it was named, as a setting or an option
    /// @throws Config.Unusable when it cannot be read or is no policy
    public static WitnessPolicy read(String what, Path file) {
        try {
            return WitnessPolicy.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Config.Unusable(what + ": cannot read " + file + ": " + e.getMessage());
        } catch (TransparencyException.Malformed e) {
            throw new Config.Unusable(what + ": " + file + ": " + e.getMessage());
        }
    }

    /// Reads the witnesses of our own log.
    ///
    /// @param ours the log's key, which the file may leave out
    /// @throws Config.Unusable also when it names other logs only, or a witness without its URL
    public static WitnessPolicy witnesses(String what, Path file, NoteVerifier ours) {
        WitnessPolicy policy = read(what, file);
        if (policy.logs().isEmpty()) {
            policy = policy.withLog(ours);
        } else if (policy.logs().stream().noneMatch(log -> log.key().equals(ours))) {
            throw new Config.Unusable(
                    what
                            + ": "
                            + file
                            + " has log lines, none of them with our key "
                            + ours.vkey());
        }
        for (WitnessPolicy.Witness witness : policy.witnesses()) {
            if (!witness.url().orElse("").matches("https?://[^\\s?#]+")) {
                throw new Config.Unusable(
                        "%s: %s gives witness %s no http(s) URL to be asked at"
                                .formatted(what, file, witness.name()));
            }
        }
        return policy;
    }

    /// Reads the logs that a witness is for.
    ///
    /// @param own the origin of our own log, which does not count as watched by ourselves; empty
    ///     for none
    /// @throws Config.Unusable also when it names no log, or our own
    public static WitnessPolicy logs(String what, Path file, String own) {
        WitnessPolicy policy = read(what, file);
        if (policy.logs().isEmpty()) {
            throw new Config.Unusable(what + ": " + file + " has no line `log <vkey>`");
        }
        if (policy.logs().stream().anyMatch(log -> log.key().name().equals(own))) {
            throw new Config.Unusable(
                    what + ": " + file + " names our own log " + own + ", which others witness");
        }
        return policy;
    }
}
