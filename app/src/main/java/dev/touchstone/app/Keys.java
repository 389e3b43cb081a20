// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.transparency.NoteVerifier;
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
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The secrets of one installation, kept as files in `keys/` of the data folder, readable by their
/// owner alone, never in the database. Made at the first start, but for the key of a public log
/// that is no local trial. Every node of an installation needs the same files. Thread-safe.
///
/// `master.key` is 32 random bytes in hex; keys for other purposes are derived from it with
/// HKDF-SHA-256 (RFC 5869). `log.key` is the public log's signing key in the form of C2SP
/// signed-note.
public final class Keys {
    private static final int KEY_BYTES = 32;
    private static final String FOLDER = "keys";
    private static final String LOG_KEY = FOLDER + "/log.key";

    /// Whose log is a trial on one machine: its key is made by itself.
    private static final Set<String> TRIAL_HOSTS = Set.of("localhost", "127.0.0.1");

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
    /// @param logOrigin the name of the log; its key is made by itself for a local trial only
    /// @throws Config.Unusable when a file cannot be read or is not what it should be
    static Keys open(Path data, String logOrigin, SecureRandom random) {
        Path folder = data.resolve(FOLDER);
        try {
            folder(data);
            String master =
                    KeyFile.readOrMake(
                            folder.resolve("master.key"),
                            () -> {
                                byte[] bytes = new byte[KEY_BYTES];
                                random.nextBytes(bytes);
                                return HexFormat.of().formatHex(bytes);
                            });
            SignerKey log = log(data, logOrigin, random);
            byte[] bytes = HexFormat.of().parseHex(master);
            if (bytes.length != KEY_BYTES) {
                throw new Config.Unusable("master.key does not hold 32 bytes in hex");
            }
            return new Keys(bytes, log, folder);
        } catch (IOException e) {
            throw new Config.Unusable("cannot read the keys in " + folder + ": " + e.getMessage());
        } catch (IllegalArgumentException | TransparencyException.Malformed e) {
            throw new Config.Unusable("a key file in " + folder + " is damaged: " + e.getMessage());
        }
    }

    private static SignerKey log(Path data, String origin, SecureRandom random) {
        Path file = data.resolve(LOG_KEY);
        if (!Files.exists(file) && !TRIAL_HOSTS.contains(origin.replaceFirst("[:/].*", ""))) {
            throw new Config.Unusable(
                    "there is no %s; a public log keeps its name for ever, so its key is made"
                                    .formatted(file)
                            + " once, for all nodes: touchstone log keygen --data %s --origin %s"
                                    .formatted(data, origin));
        }
        SignerKey key =
                KeyFile.signer(
                        file, () -> SignerKey.generate(SignatureType.ED25519, origin, random));
        String name = key.verifier().name();
        if (!name.equals(origin)) {
            throw new Config.Unusable(
                    "%s is the key of the log %s, but log.origin is %s; a log keeps its name: set"
                                    .formatted(file, name, origin)
                            + " log.origin="
                            + name);
        }
        return key;
    }

    /// Makes the public log's key, and with it the log's name, for ever.
    ///
    /// @return its public side
    /// @throws Config.Unusable when there is a key already, or the name or the folder cannot be
    ///     used
    public static NoteVerifier makeLog(Path data, String origin, SecureRandom random) {
        Path file = data.resolve(LOG_KEY);
        if (Files.exists(file)) {
            throw new Config.Unusable(
                    "%s exists; a log keeps its key and its name for ever".formatted(file));
        }
        try {
            SignerKey key = SignerKey.generate(SignatureType.ED25519, origin, random);
            folder(data);
            return KeyFile.signer(file, () -> key).verifier();
        } catch (TransparencyException.Malformed | IllegalArgumentException e) {
            throw new Config.Unusable("the origin cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw new Config.Unusable("cannot write to " + file.getParent() + ": " + e);
        }
    }

    /// The public side of the log's key, without making one.
    ///
    /// @throws Config.Unusable when there is none, or it is damaged
    public static NoteVerifier logVerifier(Path data) {
        Path file = data.resolve(LOG_KEY);
        try {
            return SignerKey.parse(Files.readString(file).strip()).verifier();
        } catch (IOException e) {
            throw new Config.Unusable("cannot read the log's key " + file);
        } catch (TransparencyException.Malformed e) {
            throw new Config.Unusable(file + " is damaged: " + e.getMessage());
        }
    }

    private static void folder(Path data) throws IOException {
        Files.createDirectories(
                data.resolve(FOLDER),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
