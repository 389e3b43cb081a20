// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Hmac;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Proof of work for those who look at very many codes: find the number whose SHA-256 with a salt
/// is given. The challenge is signed and has an end, so nothing is stored until it is solved; it
/// is good once on this node. The shape is that of Altcha challenges, version 1. Thread-safe.
public final class ProofOfWork {
    /// Numbers to try at the most; half of them on average.
    public static final int NUMBER_MAX = 50_000;

    /// How long a challenge can be solved.
    static final Duration SOLVE_WITHIN = Duration.ofMinutes(5);

    /// How long a solution is good for.
    static final Duration PASS_FOR = Duration.ofMinutes(10);

    /// The most solutions remembered until their end.
    static final int SOLVED_MAX = 50_000;

    private static final String ALGORITHM = "SHA-256";

    private final Hmac hmac;
    private final Tokens passes;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// Challenges solved before. Guarded by itself.
    private final Map<String, Instant> solved =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > SOLVED_MAX;
                }
            };

    /// Proofs under a key.
    ///
    /// @param key at least 32 secret bytes, the same on every node
    /// @param random unpredictable
    ProofOfWork(byte[] key, InstantSource clock, RandomGenerator random) {
        this.hmac = new Hmac(key);
        this.passes = new Tokens(key, clock);
        this.clock = clock;
        this.random = random;
    }

    /// What is to be solved.
    ///
    /// @param challenge SHA-256 of salt and number, in hex
    /// @param salt of chance, with the second at which the challenge ends
    /// @param signature that the challenge is ours, in hex
    public record Challenge(String challenge, String salt, String signature) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("algorithm", ALGORITHM);
            json.put("challenge", challenge);
            json.put("maxnumber", NUMBER_MAX);
            json.put("salt", salt);
            json.put("signature", signature);
            return json;
        }
    }

    Challenge challenge() {
        byte[] chance = new byte[12];
        random.nextBytes(chance);
        long ends = clock.instant().plus(SOLVE_WITHIN).getEpochSecond();
        String salt = HexFormat.of().formatHex(chance) + "?expires=" + ends;
        String challenge = Sha256.hex(salt + random.nextInt(NUMBER_MAX + 1));
        return new Challenge(challenge, salt, signature(challenge));
    }

    /// Takes a solution.
    ///
    /// @param who the network it came from
    /// @return a pass for this network, good for [#PASS_FOR]
    /// @throws Refused PROOF_INVALID when it is wrong, not ours, too late or was used
    String solve(Challenge solution, int number, String who) {
        boolean ours =
                MessageDigest.isEqual(
                        signature(solution.challenge()).getBytes(StandardCharsets.US_ASCII),
                        solution.signature().getBytes(StandardCharsets.UTF_8));
        if (!ours
                || !Sha256.hex(solution.salt() + number).equals(solution.challenge())
                || ends(solution.salt()).isBefore(clock.instant())
                || !fresh(solution)) {
            throw new Refused(Code.PROOF_INVALID);
        }
        return passes.issue("pass:" + who);
    }

    /// Whether a pass is good for a network.
    boolean passes(String pass, String who) {
        return passes.valid(pass, "pass:" + who)
                && !passes.issuedAt(pass).plus(PASS_FOR).isBefore(clock.instant());
    }

    private boolean fresh(Challenge solution) {
        Instant now = clock.instant();
        synchronized (solved) {
            solved.values().removeIf(end -> end.isBefore(now));
            return solved.putIfAbsent(solution.challenge(), ends(solution.salt())) == null;
        }
    }

    private static Instant ends(String salt) {
        int at = salt.lastIndexOf('=');
        String seconds = salt.substring(at + 1);
        return seconds.matches("[0-9]{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds))
                : Instant.MIN;
    }

    private String signature(String challenge) {
        return HexFormat.of().formatHex(hmac.of("proof:" + challenge));
    }
}
