// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.Config;
import dev.touchstone.app.Keys;
import dev.touchstone.app.audit.AuditProgress;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import dev.touchstone.app.publiclog.LogCheck;
import dev.touchstone.app.publiclog.LogFinding;
import dev.touchstone.transparency.NoteVerifier;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `touchstone log fsck`.
@Command(
        name = "fsck",
        description = {
            "Check our own log where it is kept: checkpoint, tiles, entries and statements of the",
            "database against each other. Also while the server runs; nothing is changed."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything agrees",
            "1:something does not, and each case is named",
            "2:wrong usage",
            "3:the database cannot be reached"
        })
final class LogFsckCommand implements Callable<Integer> {
    @Mixin private ServerOptions options = new ServerOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        AtomicReference<@Nullable AuditProgress> line = new AtomicReference<>();
        LogCheck.Report report = check(options.config(), (done, all) -> progress(line, done, all));
        AuditProgress last = line.get();
        if (last != null) {
            last.end();
        }
        var out = spec.commandLine().getOut();
        for (LogFinding finding : report.findings()) {
            out.println(finding.kind() + ": " + finding.text());
        }
        out.println(
                "%s: %d entries, %d files, %d waiting"
                        .formatted(
                                report.findings().isEmpty() ? "sound" : "UNSOUND",
                                report.size(),
                                report.files(),
                                report.waiting()));
        out.flush();
        return report.findings().isEmpty() ? Touchstone.DONE : Touchstone.REFUSED;
    }

    private static LogCheck.Report check(Config config, BiConsumer<Long, Long> progress) {
        NoteVerifier key = Keys.logVerifier(config.data());
        if (!config.databaseUrl().isEmpty()) {
            EmbeddedPostgres.Address given =
                    new EmbeddedPostgres.Address(
                            config.databaseUrl(), config.databaseUser(), config.databasePassword());
            return check(config, given, key, progress);
        }
        Optional<EmbeddedPostgres.Address> running = EmbeddedPostgres.running(config.data());
        if (running.isPresent()) {
            return check(config, running.get(), key, progress);
        }
        try (EmbeddedPostgres own = EmbeddedPostgres.start(config.data(), new SecureRandom())) {
            return check(config, own.address(), key, progress);
        }
    }

    private static LogCheck.Report check(
            Config config,
            EmbeddedPostgres.Address address,
            NoteVerifier key,
            BiConsumer<Long, Long> progress) {
        try (Database db = Database.open(address.jdbcUrl(), address.user(), address.password())) {
            return new LogCheck(db, key, Optional.of(config.keptCheckpoint())).all(progress);
        }
    }

    private void progress(AtomicReference<@Nullable AuditProgress> line, long done, long all) {
        AuditProgress said = line.get();
        if (said == null) {
            said = AuditProgress.of(spec.commandLine().getErr(), all);
            line.set(said);
        }
        said.accept(done);
    }
}
