// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

/// Entry point of the program.
public final class Main {
    private Main() {}

    /// Runs one subcommand.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        System.exit(args.length == 0 ? 2 : 0);
    }
}
