// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The server's log files: 8 MB each, the newest [#FILES_MAX] kept.
final class ServerLog {
    static final int FILES_MAX = 8;
    private static final int TAIL_BYTES = 16 * 1024;

    private final Path folder;

    /// Creates the folder when it is absent and hands it to the user the server runs as.
    ServerLog(Path home, LaunchIdentity identity) throws IOException {
        folder = home.resolve("log");
        if (!Files.exists(folder)) {
            Files.createDirectory(folder);
            Folders.permit(folder, "rwx------");
            identity.own(folder);
        }
    }

    /// Takes what the server writes before its own log files are open.
    Path startFile() {
        return folder.resolve("start.log");
    }

    void clearStartFile() throws IOException {
        Files.deleteIfExists(startFile());
    }

    /// Deletes all but the newest log files.
    void prune() throws IOException {
        List<Path> files = files();
        for (Path old : files.subList(0, Math.max(0, files.size() - FILES_MAX))) {
            Files.deleteIfExists(old);
        }
    }

    /// Why the server did not start, in its own words.
    String lastFailure(Command.Result result) throws IOException {
        List<Path> places = new ArrayList<>(files().reversed());
        places.add(0, startFile());
        for (Path place : places.subList(0, Math.min(2, places.size()))) {
            Optional<String> line = lastFatal(place);
            if (line.isPresent()) {
                return line.get();
            }
        }
        return result.lastLine();
    }

    private static Optional<String> lastFatal(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return tail(file)
                .lines()
                .filter(line -> line.contains("FATAL: ") || line.contains("PANIC: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring(line.indexOf("] ") + 2));
    }

    private static String tail(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                InputStream in = Channels.newInputStream(channel)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            return new String(in.readNBytes(TAIL_BYTES), StandardCharsets.UTF_8);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(path -> path.getFileName().toString().startsWith("postgresql-"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }
}
