// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.LogFolder;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone log export`.
@Command(
        name = "export",
        description = {
            "Copy a log into a folder that any web server can serve; verified while copied.",
            "A later run fetches what is new, and refuses a log that forked or shrank."
        })
public final class ExportLog implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the folder of the copy")
    private Path target = Path.of("");

    @Option(
            names = {"--url", "--from"},
            paramLabel = "URL|DIR",
            description = "where the log is (default: ${DEFAULT-VALUE})")
    private String place = "http://localhost:8080";

    @Option(
            names = "--anew",
            description = "fetch and verify everything again, to mend a damaged copy")
    private boolean anew;

    @Mixin private Trust trust = new Trust();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            export();
            return Failure.DONE;
        } catch (TransparencyException e) {
            return Failure.tell(spec.commandLine().getErr(), e);
        }
    }

    private void export() {
        Place log = Place.of(place);
        WitnessPolicy policy = trust.policy(log::offeredKey);
        Path checkpointFile = target.resolve(LogSource.CHECKPOINT);
        Optional<VerifiedCheckpoint> copied =
                Files.exists(checkpointFile)
                        ? Optional.of(Trust.kept(checkpointFile, policy))
                        : Optional.empty();
        VerifiedCheckpoint newest = log.newest(policy, copied);
        TreeHead before =
                anew
                        ? TreeHead.EMPTY
                        : copied.map(c -> c.checkpoint().head()).orElse(TreeHead.EMPTY);
        LogFolder folder = new LogFolder(folder());
        Mirror mirror = new Mirror(folder, before, log.source());
        copy(log, folder, before, mirror, newest);
        folder.publish(newest.note());
        Checkpoint checkpoint = newest.checkpoint();
        String vkey = vkey(policy, newest);
        WholeFile.write(target.resolve(Place.VKEY), (vkey + "\n").getBytes(StandardCharsets.UTF_8));
        Mirror.describe(target, checkpoint.origin(), vkey);
        long dropped = mirror.dropReplaced();
        var out = spec.commandLine().getOut();
        out.println(
                "copied %s: %d entries, %d new files, %d partial tiles dropped, root %s"
                        .formatted(
                                checkpoint.origin(),
                                checkpoint.size(),
                                mirror.written(),
                                dropped,
                                checkpoint.root().toBase64()));
        out.flush();
    }

    private Path folder() {
        try {
            return Files.createDirectories(target);
        } catch (IOException e) {
            throw new Unavailable("cannot make the folder %s: %s".formatted(target, e), e);
        }
    }

    private void copy(
            Place log,
            LogFolder folder,
            TreeHead before,
            Mirror mirror,
            VerifiedCheckpoint newest) {
        AuditProgress progress =
                AuditProgress.of(spec.commandLine().getErr(), newest.checkpoint().size());
        try {
            LogAudit.resume(folder, before, mirror, newest, log.reading(progress));
        } finally {
            progress.end();
        }
    }

    private static String vkey(WitnessPolicy policy, VerifiedCheckpoint newest) {
        return policy.logs().stream()
                .map(WitnessPolicy.Log::key)
                .filter(key -> key.name().equals(newest.checkpoint().origin()))
                .map(key -> key.vkey())
                .findFirst()
                .orElseThrow();
    }
}
