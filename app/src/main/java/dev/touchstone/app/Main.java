// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Touchstone;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/// Entry point of the program.
public final class Main {
    private Main() {}

    /// Runs one subcommand and exits: 0 done, 1 the input is refused or a check failed, 2 wrong
    /// usage, 3 an outage.
    ///
    /// @param args the command line
    public static void main(String[] args) throws IOException {
        try (InputStream settings = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        System.exit(Touchstone.run(args));
    }
}
