// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second program out of a data folder. The operating system lets go of the lock when the
/// program ends, however it ends.
///
/// POSIX also lets go of it as soon as the same process closes the file anywhere else. So the
/// process remembers what it holds, and nothing in it opens a lock file a second time.
final class FolderLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock of `home`.
    ///
    /// @param home the real path of a data folder
    /// @throws DatabaseUnavailable when another program, or this one, holds it
    static FolderLock take(Path home) throws IOException {
        Path file = home.resolve("lock");
        if (!HELD.add(file)) {
            throw inUse(home, ProcessHandle.current().pid() + "");
        }
        boolean taken = false;
        try {
            FolderLock lock = lock(home, file);
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HELD.remove(file);
            }
        }
    }

    private static FolderLock lock(Path home, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(home, Files.readString(file).strip());
            }
            String holder = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
            return new FolderLock(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DatabaseUnavailable inUse(Path home, String holder) {
        return new DatabaseUnavailable(
                "the data folder %s is in use by another Touchstone program (process %s)"
                        .formatted(home, holder));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
