// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TransparencyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The secrets of one installation, kept as files in `keys/` of the data folder, readable by their
/// owner alone, never in the database. Made at the first start. Every node of an installation
/// needs the same files. Thread-safe.
///
/// `master.key` is 32 random bytes in hex; keys for other purposes are derived from it with
/// HKDF-SHA-256 (RFC 5869). `log.key` is the public log's signing key in the form of C2SP
/// signed-note.
final class Keys {
    private static final int KEY_BYTES = 32;

    private final byte[] master;
    private final SignerKey log;
    private final Path folder;

    private Keys(byte[] master, SignerKey log, Path folder) {
        this.master = master;
        this.log = log;
        this.folder = folder;
    }

    /// Reads the files, and makes those that are missing.
    ///
    /// @param logOrigin the name of the log, used when its key is made
    /// @throws Config.Unusable when a file cannot be read or is not what it should be
    static Keys open(Path data, String logOrigin, SecureRandom random) {
        Path folder = data.resolve("keys");
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            String master =
                    KeyFile.readOrMake(
                            folder.resolve("master.key"),
                            () -> {
                                byte[] bytes = new byte[KEY_BYTES];
                                random.nextBytes(bytes);
                                return HexFormat.of().formatHex(bytes);
                            });
            String log =
                    KeyFile.readOrMake(
                            folder.resolve("log.key"),
                            () ->
                                    SignerKey.generate(SignatureType.ED25519, logOrigin, random)
                                            .text());
            byte[] bytes = HexFormat.of().parseHex(master);
            if (bytes.length != KEY_BYTES) {
                throw new Config.Unusable("master.key does not hold 32 bytes in hex");
            }
            return new Keys(bytes, SignerKey.parse(log), folder);
        } catch (IOException e) {
            throw new Config.Unusable("cannot read the keys in " + folder + ": " + e.getMessage());
        } catch (IllegalArgumentException | TransparencyException.Malformed e) {
            throw new Config.Unusable("a key file in " + folder + " is damaged: " + e.getMessage());
        }
    }

    /// A key for one purpose.
    ///
    /// @param purpose stable: another text gives another key
    byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .thenExpand(
                                            ("touchstone " + purpose)
                                                    .getBytes(StandardCharsets.UTF_8),
                                            KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of JDK 25", e);
        }
    }

    /// The public log's signing key.
    SignerKey log() {
        return log;
    }

    /// The key we cosign other logs with, in `witness.key`, made when it is asked for first.
    ///
    /// @param name the witness's name, used when the key is made
    /// @throws Config.Unusable when the file cannot be read or is not what it should be
    SignerKey witness(String name, SecureRandom random) {
        SignatureType type = SignatureType.COSIGNATURE_ED25519;
        Path file = folder.resolve("witness.key");
        SignerKey key = KeyFile.signer(file, () -> SignerKey.generate(type, name, random));
        if (key.verifier().type() != type) {
            throw new Config.Unusable(file + " is no key of type " + type);
        }
        return key;
    }
}
