// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/// Replaces a file whole, so that after a crash at any moment the old or the new content is there.
/// Thread-safe for different files.
public final class DurableFile {
    /// What a name gets added while its file is being written; left behind by a crash only.
    static final String UNFINISHED = ".new";

    private DurableFile() {}

    /// Writes the file; when this returns, content and name are on disk.
    ///
    /// @param attributes given to the file when it is made, such as who may read it
    public static void replace(Path target, byte[] bytes, FileAttribute<?>... attributes)
            throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + UNFINISHED);
        Files.deleteIfExists(temporary);
        try (FileChannel file =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        // The new name is an entry of the folder, which is a file of its own.
        try (FileChannel folder =
                FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
