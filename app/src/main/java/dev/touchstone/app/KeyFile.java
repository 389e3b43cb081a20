// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.transparency.DurableFile;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TransparencyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/// A secret in a file that its owner alone may read.
public final class KeyFile {
    private KeyFile() {}

    /// Reads the file, and makes it when it is missing: whole or not at all, mode 0600.
    ///
    /// @param make gives the content of a new file, one line
    /// @return the line
    public static String readOrMake(Path file, Supplier<String> make) throws IOException {
        if (!Files.exists(file)) {
            byte[] line = (make.get() + "\n").getBytes(StandardCharsets.UTF_8);
            DurableFile.replace(
                    file,
                    line,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        return Files.readString(file).strip();
    }

    /// Reads a signing key, and makes it when the file is missing.
    ///
    /// @param make gives a new key
    /// @throws Config.Unusable when the file cannot be read or written, or holds no key
    public static SignerKey signer(Path file, Supplier<SignerKey> make) {
        try {
            return SignerKey.parse(readOrMake(file, () -> make.get().text()));
        } catch (IOException e) {
            throw new Config.Unusable("cannot read the key " + file + ": " + e.getMessage());
        } catch (TransparencyException.Malformed e) {
            throw new Config.Unusable("the key file " + file + " is damaged: " + e.getMessage());
        }
    }
}
