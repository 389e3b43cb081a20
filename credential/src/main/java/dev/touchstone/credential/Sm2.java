// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// SM2 with SM3 on the curve of GB/T 32918.5, with the user identity that GM/T 0009 sets when none
/// is agreed. A signature is `r` and `s`, 32 bytes each. The secret number of each signature comes
/// from key and message (RFC 6979 with HMAC-SM3), so that no weak random source can give the key
/// away, and the same input gives the same signature.
final class Sm2 {
    static final int SIGNATURE_BYTES = 64;
    static final int POINT_BYTES = 33;

    private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final int NUMBER_BYTES = 32;
    private static final ECDomainParameters CURVE = curve();
    private static final BigInteger N = CURVE.getN();

    private Sm2() {}

    private static ECDomainParameters curve() {
        X9ECParameters named = CustomNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(named);
    }

    /// A private key made of many random bits: between 1 and n - 2.
    static BigInteger privateKey(byte[] bits) {
        return new BigInteger(1, bits).mod(N.subtract(BigInteger.TWO)).add(BigInteger.ONE);
    }

    static ECPoint publicKey(BigInteger privateKey) {
        return times(privateKey);
    }

    /// @throws MalformedDocument when these are not a point of the curve
    static ECPoint point(byte[] compressed) {
        try {
            ECPoint point = CURVE.getCurve().decodePoint(compressed);
            if (compressed.length == POINT_BYTES && point.isValid() && !point.isInfinity()) {
                return point;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedDocument("not a point of the SM2 curve", e);
        }
        throw new MalformedDocument("not a compressed point of the SM2 curve");
    }

    static boolean verifies(ECPoint publicKey, byte[] message, byte[] signature) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        var key = new ECPublicKeyParameters(publicKey, CURVE);
        signer.init(false, new ParametersWithID(key, USER_ID));
        signer.update(message, 0, message.length);
        return signature.length == SIGNATURE_BYTES && signer.verifySignature(signature);
    }

    /// Signs; the public key is that of the private key, handed over so that it is made once.
    static byte[] sign(BigInteger privateKey, ECPoint publicKey, byte[] message) {
        byte[] e = messageHash(publicKey, message);
        HMacDSAKCalculator secrets = new HMacDSAKCalculator(new SM3Digest());
        secrets.init(N, privateKey, e);
        byte[] signature = new byte[0];
        while (signature.length == 0) {
            signature = sign(privateKey, e, secrets.nextK());
        }
        return signature;
    }

    /// GB/T 32918.2, section 6.1, steps A3 to A6; empty when this `k` will not do.
    static byte[] sign(BigInteger privateKey, byte[] e, BigInteger k) {
        BigInteger x = times(k).getAffineXCoord().toBigInteger();
        BigInteger r = new BigInteger(1, e).add(x).mod(N);
        BigInteger s =
                k.subtract(r.multiply(privateKey))
                        .multiply(privateKey.add(BigInteger.ONE).modInverse(N))
                        .mod(N);
        boolean usable = r.signum() != 0 && !r.add(k).equals(N) && s.signum() != 0;
        return usable ? PlainDSAEncoding.INSTANCE.encode(N, r, s) : new byte[0];
    }

    /// The hash that is signed: SM3 over the signer's Z and the message (section 6.1, A1 and A2).
    static byte[] messageHash(ECPoint publicKey, byte[] message) {
        SM3Digest sm3 = new SM3Digest();
        int idBits = USER_ID.length * Byte.SIZE;
        sm3.update((byte) (idBits >> Byte.SIZE));
        sm3.update((byte) idBits);
        sm3.update(USER_ID, 0, USER_ID.length);
        add(sm3, CURVE.getCurve().getA().getEncoded());
        add(sm3, CURVE.getCurve().getB().getEncoded());
        add(sm3, CURVE.getG().getAffineXCoord().getEncoded());
        add(sm3, CURVE.getG().getAffineYCoord().getEncoded());
        add(sm3, publicKey.getAffineXCoord().getEncoded());
        add(sm3, publicKey.getAffineYCoord().getEncoded());
        byte[] hash = new byte[NUMBER_BYTES];
        sm3.doFinal(hash, 0);
        add(sm3, hash);
        add(sm3, message);
        sm3.doFinal(hash, 0);
        return hash;
    }

    private static void add(SM3Digest sm3, byte[] bytes) {
        sm3.update(bytes, 0, bytes.length);
    }

    private static ECPoint times(BigInteger k) {
        return new FixedPointCombMultiplier().multiply(CURVE.getG(), k).normalize();
    }
}
