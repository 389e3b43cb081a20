// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TreeHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A folder that becomes the copy of a log while the log is audited: what the audit reads is kept.
///
/// What an earlier checkpoint of the folder covers is never overwritten, so a source that turned
/// bad cannot harm a good copy. Reading is thread-safe.
final class Mirror implements TileReader {
    private static final int LEVEL_BITS = 8;
    private static final String PARTIAL = ".p";

    private final LogFolder folder;
    private final TreeHead before;
    private final TileReader source;
    private final AtomicLong written = new AtomicLong();

    /// A mirror that grows.
    ///
    /// @param before what the folder holds already
    Mirror(LogFolder folder, TreeHead before, TileReader source) {
        this.folder = folder;
        this.before = before;
        this.source = source;
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        Optional<byte[]> bytes = source.read(path);
        if (bytes.isPresent() && !isKept(path)) {
            folder.write(Map.of(path, bytes.get()));
            written.incrementAndGet();
        }
        return bytes;
    }

    private boolean isKept(TilePath path) {
        long end = path.index() * TilePath.WIDTH + path.width();
        boolean covered = end <= before.size() >>> (LEVEL_BITS * path.level());
        return covered && Files.exists(folder.folder().resolve(path.toString()));
    }

    /// How many tiles were written.
    long written() {
        return written.get();
    }

    /// Deletes partial tiles that a full tile has replaced.
    ///
    /// @return how many files
    long dropReplaced() {
        Path tiles = folder.folder().resolve("tile");
        if (!Files.isDirectory(tiles)) {
            return 0;
        }
        List<Path> replaced = new ArrayList<>();
        try (Stream<Path> all = Files.walk(tiles)) {
            all.filter(Mirror::isReplaced).forEach(replaced::add);
            long files = 0;
            for (Path partials : replaced) {
                files += delete(partials);
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new Unavailable("cannot tidy %s: %s".formatted(tiles, e.getMessage()), e);
        }
    }

    private static boolean isReplaced(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(PARTIAL)
                && Files.isDirectory(path)
                && Files.isRegularFile(
                        path.resolveSibling(name.substring(0, name.length() - PARTIAL.length())));
    }

    private static long delete(Path partials) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(partials)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(partials);
        return files.size();
    }

    /// Writes the page for people who open the mirror in a browser.
    static void describe(Path folder, String origin, String vkey) {
        try (InputStream in = Mirror.class.getResourceAsStream("mirror.html")) {
            if (in == null) {
                throw new IllegalStateException("mirror.html is missing");
            }
            String page =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("{origin}", escape(origin))
                            .replace("{vkey}", escape(vkey))
                            .replace("{checkpoint}", LogSource.CHECKPOINT);
            WholeFile.write(folder.resolve("index.html"), page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading mirror.html", e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
