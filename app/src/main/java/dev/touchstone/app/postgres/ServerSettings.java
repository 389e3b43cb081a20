// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of the embedded server, given on its command line at each start, so that an edited
/// `postgresql.conf` can add to them but not undo them. Meant for two cores and a few GB of
/// memory; whoever needs more runs PostgreSQL on its own and gives `--database-url`.
final class ServerSettings {
    private static final List<String> ALWAYS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "password_encryption=scram-sha-256",
                    "max_connections=100",
                    "shared_buffers=192MB",
                    "effective_cache_size=1GB",
                    "work_mem=8MB",
                    "maintenance_work_mem=128MB",
                    "max_wal_size=2GB",
                    "random_page_cost=1.1",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "logging_collector=on",
                    "log_directory=../log",
                    "log_filename=postgresql-%Y%m%d-%H%M%S.log",
                    "log_file_mode=0600",
                    "log_rotation_size=8MB",
                    "log_rotation_age=0");

    private ServerSettings() {}

    /// The words for `pg_ctl -o`; a shell reads them, hence no value needs quotes.
    static String words(int port, boolean durable) {
        String kept = durable ? "on" : "off";
        Stream<String> rest =
                Stream.of(
                        "port=" + port,
                        "fsync=" + kept,
                        "synchronous_commit=" + kept,
                        "full_page_writes=" + kept);
        return Stream.concat(ALWAYS.stream(), rest)
                .map(setting -> "-c " + setting)
                .collect(Collectors.joining(" "));
    }
}
