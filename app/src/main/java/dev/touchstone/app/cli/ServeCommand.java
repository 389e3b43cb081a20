// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.App;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `touchstone serve`.
@Command(name = "serve", description = "Run the server until it is told to stop (SIGTERM, Ctrl-C).")
final class ServeCommand implements Callable<Integer> {
    @Mixin private ServerOptions options = new ServerOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        App app = App.start(options.config(), InstantSource.system(), new SecureRandom());
        CountDownLatch stopped = stopAtExit(app::close);
        var out = spec.commandLine().getOut();
        app.setUpLink().ifPresent(link -> out.println("set up the first account at " + link));
        out.println("listening on http://" + app.config().host() + ":" + app.port());
        out.flush();
        stopped.await();
        return Touchstone.DONE;
    }

    /// Closes what runs when the process is told to end.
    ///
    /// @return reaches zero when everything is closed
    static CountDownLatch stopAtExit(Runnable close) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(
                                        () -> {
                                            close.run();
                                            stopped.countDown();
                                        }));
        return stopped;
    }
}
