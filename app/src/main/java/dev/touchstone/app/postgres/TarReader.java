// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Unpacks the one kind of tar archive we ship: plain files, folders and symbolic links, with
/// short names (POSIX.1-1988 ustar header). Anything else in the archive, a name that leaves the
/// target folder or a size past the limits is refused.
final class TarReader {
    static final int ENTRIES_MAX = 10_000;
    static final long BYTES_MAX = 512L * 1024 * 1024;
    private static final int BLOCK_BYTES = 512;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final Path target;
    private final byte[] header = new byte[BLOCK_BYTES];
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytesTotal;

    private TarReader(InputStream in, Path target) {
        this.in = in;
        this.target = target;
    }

    /// Unpacks everything in `in` below the existing folder `target`.
    ///
    /// @throws IOException when the archive is broken, too large or holds what we do not expect
    static void unpack(InputStream in, Path target) throws IOException {
        new TarReader(in, target.toAbsolutePath().normalize()).unpackAll();
    }

    private void unpackAll() throws IOException {
        for (int entries = 0; readHeader(); entries++) {
            if (entries >= ENTRIES_MAX) {
                throw new IOException("archive has more than " + ENTRIES_MAX + " entries");
            }
            unpackEntry();
        }
    }

    private boolean readHeader() throws IOException {
        int read = in.readNBytes(header, 0, BLOCK_BYTES);
        if (read != BLOCK_BYTES) {
            throw new EOFException("archive ends inside a header");
        }
        boolean last = true;
        for (byte b : header) {
            last &= b == 0;
        }
        if (!last && checksum() != octal(148, 8)) {
            throw new IOException("archive header has a wrong checksum");
        }
        return !last;
    }

    private void unpackEntry() throws IOException {
        String name = text(0, 100);
        Path path = inside(target.resolve(name), name);
        long size = octal(124, 12);
        bytesTotal += size;
        if (size < 0 || bytesTotal > BYTES_MAX) {
            throw new IOException("archive unpacks to more than " + BYTES_MAX + " bytes");
        }
        switch (header[156]) {
            case '0', 0 -> unpackFile(path, size, (octal(100, 8) & 0100) != 0);
            case '5' -> Files.createDirectories(path);
            case '2' -> unpackLink(path, text(157, 100));
            default -> throw new IOException("archive entry of unexpected kind: " + name);
        }
    }

    private void unpackFile(Path path, long size, boolean executable) throws IOException {
        createParent(path);
        try (OutputStream out = Files.newOutputStream(path)) {
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER_BYTES));
                if (read < 0) {
                    throw new EOFException("archive ends inside " + path.getFileName());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private void unpackLink(Path path, String pointsTo) throws IOException {
        inside(path.resolveSibling(pointsTo), pointsTo);
        createParent(path);
        Files.createSymbolicLink(path, Path.of(pointsTo));
    }

    private static void createParent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private Path inside(Path path, String name) throws IOException {
        Path normal = path.normalize();
        if (name.isEmpty() || !normal.startsWith(target)) {
            throw new IOException("archive entry leaves its folder: " + name);
        }
        return normal;
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private long octal(int from, int length) throws IOException {
        String digits = text(from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("archive header holds a broken number: " + digits, e);
        }
    }

    private long checksum() {
        long sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }
}
