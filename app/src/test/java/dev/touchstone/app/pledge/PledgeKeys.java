// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.SM2Signer;

/// Keys of enterprises that do not exist.
public final class PledgeKeys {
    private static final String ED25519_START = "302a300506032b6570032100";
    private static final String SM2_START = "3059301306072a8648ce3d020106082a811ccf5501822d034200";

    private final Signer signer;
    private final byte[] publicKey;

    private PledgeKeys(Signer signer, byte[] publicKey) {
        this.signer = signer;
        this.publicKey = publicKey;
    }

    public static PledgeKeys ed25519(Random random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(seed, 0);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        return new PledgeKeys(signer, spki(ED25519_START, key.generatePublicKey().getEncoded()));
    }

    public static PledgeKeys sm2(Random random) {
        X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
        ECDomainParameters domain =
                new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        BigInteger d = new BigInteger(250, random).add(BigInteger.TWO);
        SM2Signer signer = new SM2Signer();
        signer.init(
                true,
                new ParametersWithRandom(
                        new ECPrivateKeyParameters(d, domain), new SecureRandom()));
        byte[] point = domain.getG().multiply(d).normalize().getEncoded(false);
        return new PledgeKeys(signer, spki(SM2_START, point));
    }

    static String sm2OffTheCurve() {
        byte[] point = new byte[65];
        point[0] = 4;
        point[64] = 9;
        return Base64.getEncoder().encodeToString(spki(SM2_START, point));
    }

    private static byte[] spki(String start, byte[] key) {
        return HexFormat.of().parseHex(start + HexFormat.of().formatHex(key));
    }

    /// What its owner would paste.
    public OwnSignature.Given given(String toSign) {
        byte[] bytes = toSign.getBytes(StandardCharsets.UTF_8);
        signer.update(bytes, 0, bytes.length);
        try {
            String pem =
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(publicKey)
                            + "\n-----END PUBLIC KEY-----\n";
            return new OwnSignature.Given(
                    pem, Base64.getEncoder().encodeToString(signer.generateSignature()));
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }
}
