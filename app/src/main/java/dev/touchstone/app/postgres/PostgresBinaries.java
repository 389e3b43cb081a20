// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the jar for this machine and kept.
///
/// The archive goes to a folder of its own name (machine, checksum) by way of a temporary one and
/// one rename, so a half unpacked copy is never taken for a whole one. A kept copy is used only if
/// it still holds the number of files and bytes it was unpacked with, which a loss of power
/// between the rename and the disk can spoil.
final class PostgresBinaries {
    private static final int XZ_MEMORY_KIB_MAX = 256 * 1024;
    private static final String MANIFEST = "unpacked";
    private static final String HALF_DONE = ".unpacking-";

    private PostgresBinaries() {}

    /// Returns the folder whose `bin` holds `initdb`, `pg_ctl` and `postgres`.
    ///
    /// @param programs where copies are kept
    /// @param alone true when nobody else uses `programs`: copies of other versions are removed
    /// @throws DatabaseUnavailable when no binaries exist for this operating system and processor
    static Path unpacked(Path programs, boolean alone) throws IOException {
        URL archive = archive();
        Path home = programs.resolve(name(archive));
        if (isWhole(home)) {
            return home;
        }
        Files.createDirectories(programs);
        if (alone) {
            deleteCopies(programs);
        }
        Path fresh = Files.createTempDirectory(programs, HALF_DONE);
        try {
            unpack(archive, fresh);
            putInPlace(fresh, home, programs);
        } finally {
            Folders.delete(fresh);
        }
        if (!isWhole(home)) {
            throw new DatabaseUnavailable("unpacked PostgreSQL in " + home + " is not whole");
        }
        return home;
    }

    private static URL archive() {
        return archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static URL archive(String system, String processor) {
        String machine =
                switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> "";
                };
        URL archive = PostgresBinaries.class.getResource("/postgres-linux-" + machine + ".txz");
        if (!system.toLowerCase(Locale.ROOT).equals("linux") || archive == null) {
            throw new DatabaseUnavailable(
                    ("PostgreSQL is shipped for Linux on amd64 and arm64 only, this is %s on %s;"
                                    + " give a database with --database-url")
                            .formatted(system, processor));
        }
        return archive;
    }

    /// The checksum comes from the jar's directory, so that a warm start need not read 15 MB.
    private static String name(URL archive) throws IOException {
        String file = archive.getPath().substring(archive.getPath().lastIndexOf('/') + 1);
        String stem = file.substring(0, file.length() - ".txz".length());
        URLConnection connection = archive.openConnection();
        long checksum =
                connection instanceof JarURLConnection jar
                        ? jar.getJarEntry().getCrc()
                        : checksum(archive);
        return "%s-%08x".formatted(stem, checksum);
    }

    private static long checksum(URL archive) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = archive.openStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return checksum.getValue();
    }

    private static void unpack(URL archive, Path fresh) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.openStream());
                InputStream in = new XZInputStream(packed, XZ_MEMORY_KIB_MAX)) {
            TarReader.unpack(in, fresh);
        }
        for (Path folder : foldersBelow(fresh)) {
            Folders.permit(folder, "rwxr-xr-x");
        }
        Files.writeString(fresh.resolve(MANIFEST), contents(fresh));
    }

    private static void putInPlace(Path fresh, Path home, Path programs) throws IOException {
        if (Files.exists(home) && !isWhole(home)) {
            Path broken = Files.createTempDirectory(programs, HALF_DONE).resolve("broken");
            Files.move(home, broken, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(broken);
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!isWhole(home)) {
                throw e;
            }
        }
    }

    private static boolean isWhole(Path home) throws IOException {
        Path manifest = home.resolve(MANIFEST);
        return Files.isRegularFile(manifest) && Files.readString(manifest).equals(contents(home));
    }

    private static String contents(Path home) throws IOException {
        try (Stream<Path> walk = Files.walk(home)) {
            List<Path> files =
                    walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                            .filter(path -> !path.equals(home.resolve(MANIFEST)))
                            .toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return "%d files, %d bytes%n".formatted(files.size(), bytes);
        }
    }

    private static List<Path> foldersBelow(Path home) throws IOException {
        try (Stream<Path> walk = Files.walk(home)) {
            return walk.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
        }
    }

    private static void deleteCopies(Path programs) throws IOException {
        try (Stream<Path> list = Files.list(programs)) {
            for (Path copy : list.toList()) {
                Folders.delete(copy);
            }
        }
    }
}
