// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.random.RandomGenerator;

/// What the demo remembers in its data folder between runs: its accounts' password and the ids of
/// what it made, so that a second run goes on instead of doubling. Confined to one thread.
final class DemoState {
    static final String PORT = "port";

    private static final String PASSWORD = "password";
    private static final int PASSWORD_BYTES = 18;

    private final Path file;
    private final Properties values = new Properties();

    private DemoState(Path file) {
        this.file = file;
    }

    /// Reads what an earlier run left, or begins anew.
    static DemoState open(Path data, RandomGenerator random) {
        DemoState state = new DemoState(data.resolve("demo.properties"));
        state.load();
        if (state.get(PASSWORD).isEmpty()) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            state.put(PASSWORD, Base64.getUrlEncoder().encodeToString(bytes));
        }
        return state;
    }

    private void load() {
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + file, e);
            }
        }
    }

    /// The port of the last run, so that links keep working; 0, a free one, at first.
    int port() {
        return Integer.parseInt(get(PORT).orElse("0"));
    }

    String password() {
        return get(PASSWORD).orElseThrow();
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    void put(String name, String value) {
        values.setProperty(name, value);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(fresh)) {
                values.store(out, "what ./touchstone demo made in this folder");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
