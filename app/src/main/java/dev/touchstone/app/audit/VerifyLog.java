// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone log verify`.
@Command(
        name = "verify",
        description = "Read a whole log and recompute it from its entries.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the log is right",
            "1:it is wrong, and the file or entry at fault is named",
            "2:wrong usage",
            "3:it cannot be reached or read"
        })
public final class VerifyLog implements Callable<Integer> {
    @Parameters(paramLabel = "URL|DIR", description = "where the log is")
    private String place = "";

    @Mixin private Trust trust = new Trust();

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description = "a checkpoint kept from before, which the log must still begin with")
    private Optional<Path> since = Optional.empty();

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "keep the verified checkpoint, for --since next time")
    private Optional<Path> save = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            verify(spec.commandLine().getOut());
            return Failure.DONE;
        } catch (TransparencyException e) {
            return Failure.tell(spec.commandLine().getErr(), e);
        }
    }

    private void verify(PrintWriter out) {
        Place log = Place.of(place);
        WitnessPolicy policy = trust.policy(log::offeredKey);
        Optional<VerifiedCheckpoint> kept = since.map(file -> Trust.kept(file, policy));
        VerifiedCheckpoint newest = log.newest(policy, kept);
        LogAudit.Report report = audit(log, newest);
        save.ifPresent(file -> WholeFile.write(file, newest.note().toBytes()));
        Checkpoint checkpoint = newest.checkpoint();
        out.println(
                "verified %s: %d entries, %d files, root %s"
                        .formatted(
                                checkpoint.origin(),
                                report.entries(),
                                report.files(),
                                checkpoint.root().toBase64()));
        kept.map(VerifiedCheckpoint::checkpoint)
                .ifPresent(
                        before ->
                                out.println(
                                        "continues the checkpoint of %d entries, root %s"
                                                .formatted(
                                                        before.size(), before.root().toBase64())));
        Signatures.lines(newest).forEach(out::println);
        out.flush();
    }

    private LogAudit.Report audit(Place log, VerifiedCheckpoint newest) {
        AuditProgress progress =
                AuditProgress.of(spec.commandLine().getErr(), newest.checkpoint().size());
        try {
            return LogAudit.run(log.source(), newest, log.reading(progress));
        } finally {
            progress.end();
        }
    }
}
