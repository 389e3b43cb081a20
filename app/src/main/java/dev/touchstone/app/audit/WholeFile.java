// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.DurableFile;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files read up to a limit, and written whole or not at all.
final class WholeFile {
    private WholeFile() {}

    /// Reads a file that is not longer than it may be.
    static byte[] read(Path file, int bytesMax) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new Malformed("%s is longer than %d bytes".formatted(file, bytesMax));
            }
            return bytes;
        } catch (IOException e) {
            throw new Unavailable("cannot read %s: %s".formatted(file, e), e);
        }
    }

    /// Writes a file; it is on disk when this returns, and an older one was there until then.
    static void write(Path file, byte[] bytes) {
        try {
            DurableFile.replace(file.toAbsolutePath(), bytes);
        } catch (IOException e) {
            throw new Unavailable("cannot write %s: %s".formatted(file, e), e);
        }
    }
}
