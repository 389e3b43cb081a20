// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.Config;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that starts a server.
final class ServerOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data folder (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--port", paramLabel = "P", description = "port, 0 for a free one")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "H", description = "address to listen on")
    private @Nullable String host;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "JDBC address of PostgreSQL 15 or newer instead of the embedded one")
    private @Nullable String databaseUrl;

    @Option(names = "--database-user", paramLabel = "NAME", description = "its user")
    private @Nullable String databaseUser;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any other setting; see `touchstone config`")
    private Map<String, String> settings = new LinkedHashMap<>();

    Path data() {
        return data;
    }

    void dataDefault(Path folder) {
        if (data.equals(Path.of("data"))) {
            data = folder;
        }
    }

    void portDefault(int number) {
        if (port == null) {
            port = number;
        }
    }

    boolean portGiven() {
        return port != null;
    }

    Config config() {
        Map<String, String> options = new LinkedHashMap<>(settings);
        if (port != null) {
            options.put("port", String.valueOf(port));
        }
        if (host != null) {
            options.put("host", host);
        }
        if (databaseUrl != null) {
            options.put("database.url", databaseUrl);
        }
        if (databaseUser != null) {
            options.put("database.user", databaseUser);
        }
        return Config.read(data, System.getenv(), options);
    }
}
