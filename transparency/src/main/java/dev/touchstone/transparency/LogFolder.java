// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A log in a folder, laid out as it is served, so any web server can serve it as it is.
///
/// Standard: C2SP tlog-tiles, APIs.
///
/// @param folder the folder that stands for the log's prefix
public record LogFolder(Path folder) implements LogSource {
    @Override
    public byte[] checkpoint() {
        return read(CHECKPOINT, SignedNote.BYTES_MAX)
                .orElseThrow(() -> new Unavailable("no checkpoint in " + folder));
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        return read(path.toString(), path.bytesMax());
    }

    /// Returns any file of the log, or nothing when there is none; refuses longer files.
    private Optional<byte[]> read(String path, int bytesMax) {
        try (InputStream file = Files.newInputStream(folder.resolve(path))) {
            byte[] bytes = file.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new Faulty(path, "longer than %d bytes".formatted(bytesMax));
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Unavailable("cannot read %s in %s".formatted(path, folder), e);
        }
    }

    /// Writes tiles: each whole or not at all, and on disk when this returns.
    public void write(Map<TilePath, byte[]> files) {
        files.forEach((path, bytes) -> write(path.toString(), bytes));
    }

    /// Makes this the newest checkpoint, after its tiles are written.
    public void publish(SignedNote checkpoint) {
        write(CHECKPOINT, checkpoint.toBytes());
    }

    private void write(String path, byte[] bytes) {
        Path target = folder.resolve(path);
        try {
            Files.createDirectories(target.getParent());
            DurableFile.replace(target, bytes);
        } catch (IOException e) {
            throw new Unavailable("cannot write " + target, e);
        }
    }
}
