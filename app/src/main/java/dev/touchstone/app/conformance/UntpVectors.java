// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.credential.Credential;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.IssuerKey;
import dev.touchstone.credential.MalformedDocument;
import dev.touchstone.credential.Sm2Key;
import dev.touchstone.credential.StatusSource;
import dev.touchstone.credential.StrictJson;
import dev.touchstone.credential.Suite;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Sample credentials of UNTP, which are not signed: each is signed under its own issuer's name,
/// in both forms, and must verify unchanged, for the first second in which it holds. Their schema
/// is not looked at here.
final class UntpVectors implements ConformanceSet {
    private static final Issuer NOBODY =
            new Issuer("did:web:nobody.example", IssuerKey.ofSeed(new byte[IssuerKey.SEED_BYTES]));
    private static final Sm2Key SM2 = Sm2Key.ofSeed(new byte[Sm2Key.SEED_BYTES]);

    @Override
    public void run(Path root, Tally tally) throws IOException {
        for (Path sample : Vectors.files(root.resolve("untp"), "_instance.json")) {
            tally.check(sample, () -> signAndVerify(sample));
        }
    }

    private static Outcome signAndVerify(Path sample) throws IOException {
        String text = new String(Vectors.read(sample), StandardCharsets.UTF_8);
        try {
            ObjectNode json = StrictJson.parse(text);
            Credential credential = Credential.of(json);
            Instant at = Instant.parse(json.path("validFrom").asString(""));
            Issuer issuer = new Issuer(credential.issuer(), NOBODY.key(), Optional.of(SM2));
            DidDocument keys =
                    DidDocument.of(issuer.did(), issuer.key().publicKey()).with(SM2.publicKey());
            Verifier both = new Verifier(keys, StatusSource.NONE, Set.of(Suite.values()));
            Verifier one = new Verifier(keys, StatusSource.NONE);
            ObjectNode inside = issuer.issue(credential, at);
            List<Verification> verdicts =
                    List.of(
                            both.verifyWithoutStatus(StrictJson.text(inside), at),
                            one.verifyWithoutStatus(issuer.issueJwt(credential, at), at));
            for (Verification verdict : verdicts) {
                if (verdict instanceof Verification.Invalid invalid) {
                    return new Outcome.Refused(invalid.reason() + ": " + invalid.detail());
                }
                if (verdict instanceof Verification.Valid valid && differs(valid, json)) {
                    return new Outcome.Differs("changed by being signed");
                }
            }
            return Outcome.ACCEPTED;
        } catch (MalformedDocument e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static boolean differs(Verification.Valid valid, ObjectNode json) {
        ObjectNode back = valid.credential().deepCopy();
        back.remove("proof");
        return !StrictJson.text(back).equals(StrictJson.text(json));
    }
}
