// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return Touchstone.USAGE;
    }
}
