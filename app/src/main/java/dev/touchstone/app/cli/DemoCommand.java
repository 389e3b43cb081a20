// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.App;
import dev.touchstone.app.Config;
import dev.touchstone.transparency.HttpLog;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `touchstone demo`.
@Command(
        name = "demo",
        description = "Start with an embedded database and walk one item from pledge to scan.")
final class DemoCommand implements Callable<Integer> {
    @Mixin private ServerOptions options = new ServerOptions();

    @Option(names = "--once", description = "exit when done instead of staying up for browsing")
    private boolean once;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        options.dataDefault(Path.of("demo-data"));
        PrintWriter out = spec.commandLine().getOut();
        SecureRandom random = new SecureRandom();
        long started = System.nanoTime();
        out.println("starting: data in " + options.data().toAbsolutePath().normalize());
        out.flush();
        DemoState state = DemoState.open(options.data(), random);
        if (!options.portGiven()) {
            options.portDefault(state.port());
        }
        Config config = options.config();
        InstantSource clock = InstantSource.system();
        App app = App.start(config, clock, random);
        CountDownLatch stopped = ServeCommand.stopAtExit(app::close);
        state.put(DemoState.PORT, String.valueOf(app.port()));
        String origin = app.config().publicUrl();
        out.printf("listening on %s after %.1f s%n", origin, seconds(started));
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        DemoPeople people = new DemoPeople(client, origin, state, (method, path, answer) -> {});
        try {
            new DemoScript(people, state, app.setUpLink(), out, origin, clock.instant()).run();
            verifyLog(client, people, origin, out);
        } catch (Actor.Unexpected e) {
            spec.commandLine().getErr().println("touchstone: the demo stopped: " + e.getMessage());
            return Touchstone.REFUSED;
        }
        out.printf("done in %.1f s%n", seconds(started));
        if (once) {
            return Touchstone.DONE;
        }
        out.println();
        out.println("browse " + origin + "   (Ctrl-C stops)");
        out.println("sign in as operator, reviewer, publisher, owner, quality or service");
        out.println("with the password " + state.password());
        out.flush();
        stopped.await();
        return Touchstone.DONE;
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private static void verifyLog(
            HttpClient client, DemoPeople people, String origin, PrintWriter out) {
        out.println("8  the public log, checked from outside");
        String vkey = people.anybody().get("/log/vkey").text().strip();
        LogAudit.Report report =
                LogAudit.run(
                        new HttpLog(client, URI.create(origin + "/log/"), Duration.ofSeconds(20)),
                        WitnessPolicy.ofLog(NoteVerifier.parse(vkey)));
        out.printf(
                "   %,d entries recomputed from %,d files: they have the signed root %s%n",
                report.entries(),
                report.files(),
                report.checkpoint().checkpoint().root().toBase64());
        out.println("   again yourself: ./touchstone log verify " + origin + "/log --key " + vkey);
        out.flush();
    }
}
