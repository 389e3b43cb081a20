// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds vectors in a folder, by kind and never by name.
final class Vectors {
    /// The deepest folder that is looked into, counted from the one that was named.
    static final int DEPTH_MAX = 16;

    /// The most files of one set.
    static final int FILES_MAX = 100_000;

    /// The longest vector file, in bytes.
    static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

    private static final String INVALID = "Invalid";

    private Vectors() {}

    /// The files and folders below `folder` that `wanted` takes, sorted; none when it is missing.
    static List<Path> find(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, DEPTH_MAX)) {
            List<Path> found = all.filter(wanted).limit(FILES_MAX + 1L).sorted().toList();
            if (found.size() > FILES_MAX) {
                throw new IOException("%s has more than %d files".formatted(folder, FILES_MAX));
            }
            return found;
        }
    }

    /// The files below `folder` with one of these endings.
    static List<Path> files(Path folder, String... endings) throws IOException {
        return find(
                folder,
                path ->
                        Files.isRegularFile(path)
                                && Stream.of(endings)
                                        .anyMatch(end -> lowerName(path).endsWith(end)));
    }

    private static String lowerName(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }

    /// The content of a vector, which may be long but not endless.
    static byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > FILE_BYTES_MAX) {
            throw new IOException(
                    "%s has %d bytes, more than %d".formatted(file, size, FILE_BYTES_MAX));
        }
        return Files.readAllBytes(file);
    }

    /// How a case is called in what is printed.
    static String name(Path root, Path file) {
        return root.relativize(file).toString();
    }

    /// Whether the file, or a folder it lies in, is named `Invalid*`, of either case.
    static boolean mustBeRefused(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().regionMatches(true, 0, INVALID, 0, INVALID.length())) {
                return true;
            }
        }
        return false;
    }
}
