// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.credential.Credential;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.IssuerKey;
import dev.touchstone.credential.Sm2Key;
import dev.touchstone.credential.StatusSource;
import dev.touchstone.credential.StrictJson;
import dev.touchstone.credential.Suite;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Credentials the size of a certificate: issued and verified, in each form. The peer is the JDK's
/// own Ed25519 over the same canonical text and hashes: the least that any other program in Java
/// does for `eddsa-jcs-2022` without a library for signatures.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CredentialBenchmark {
    private static final String DID = "did:web:bench.example";
    private static final Instant NOW = Instant.parse("2026-09-10T00:00:00Z");

    private final Sm2Key sm2 = Sm2Key.ofSeed(new byte[Sm2Key.SEED_BYTES]);
    private final IssuerKey key = IssuerKey.ofSeed(new byte[IssuerKey.SEED_BYTES]);
    private final Issuer one = new Issuer(DID, key);
    private final Issuer both = new Issuer(DID, key, Optional.of(sm2));
    private final Credential credential = credential();
    private final ObjectNode json = credential.json();
    private final String single = StrictJson.text(one.issue(credential, NOW));
    private final String twice = StrictJson.text(both.issue(credential, NOW));
    private final String jwt = one.issueJwt(credential, NOW);
    private final DidDocument keys = DidDocument.of(DID, key.publicKey()).with(sm2.publicKey());
    private final Verifier verifier = new Verifier(keys, StatusSource.NONE);
    private final Verifier strict = new Verifier(keys, StatusSource.NONE, Set.of(Suite.values()));
    private final KeyPair jdk = pair();
    private final byte[] jdkSignature = signedByJdk();

    private static Credential credential() {
        ObjectNode subject = JsonNodeFactory.instance.objectNode();
        subject.put("id", "https://bench.example/enterprises/1");
        subject.put("creditCode", "91999999MA00000154");
        subject.put("nameZh", "示例企业一号有限公司");
        subject.put("campaignYear", 2026);
        subject.put("pledgeTextSha256", "0".repeat(64));
        subject.put("description", "本证明仅为参与公告，不构成对产品或体系的认证。".repeat(6));
        return Credential.builder(DID, NOW)
                .context("https://bench.example/contexts/announcement/v2")
                .type("QualityPledgeAnnouncement")
                .id("https://bench.example/certificates/1/credential")
                .validUntil(NOW.plusSeconds(86_400))
                .subject(subject)
                .build();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of the JDK", e);
        }
    }

    private byte[] hashes() throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] document = sha256.digest(StrictJson.canonical(json));
        sha256.update(sha256.digest(StrictJson.canonical(json)));
        return sha256.digest(document);
    }

    private static Verification sound(Verification verification) {
        if (!(verification instanceof Verification.Valid)) {
            throw new IllegalStateException("not valid: " + verification);
        }
        return verification;
    }

    /// One Ed25519 proof.
    @Benchmark
    public String credentialIssue() {
        return StrictJson.text(one.issue(credential, NOW));
    }

    /// An Ed25519 and an SM2 proof.
    @Benchmark
    public String credentialIssueBoth() {
        return StrictJson.text(both.issue(credential, NOW));
    }

    /// A JWT.
    @Benchmark
    public String credentialIssueJwt() {
        return one.issueJwt(credential, NOW);
    }

    /// One Ed25519 proof checked.
    @Benchmark
    public Verification credentialVerify() {
        return sound(verifier.verify(single, NOW));
    }

    /// Both proofs checked.
    @Benchmark
    public Verification credentialVerifyBoth() {
        return sound(strict.verify(twice, NOW));
    }

    /// A JWT checked.
    @Benchmark
    public Verification credentialVerifyJwt() {
        return sound(verifier.verify(jwt, NOW));
    }

    /// The peer signs the same text.
    @Benchmark
    public byte[] jdkIssue() {
        return signedByJdk();
    }

    private byte[] signedByJdk() {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(jdk.getPrivate());
            signer.update(hashes());
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of the JDK", e);
        }
    }

    /// The peer verifies it.
    @Benchmark
    public boolean jdkVerify() {
        try {
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(jdk.getPublic());
            verifying.update(hashes());
            return verifying.verify(jdkSignature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of the JDK", e);
        }
    }
}
