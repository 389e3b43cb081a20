// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `touchstone config`.
@Command(name = "config", description = "Print every setting in force, secrets hidden.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin private ServerOptions options = new ServerOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        options.config().settings().forEach((key, value) -> out.println(key + "=" + value));
        return Touchstone.DONE;
    }
}
