// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TransparencyException;
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

/// `touchstone log check`.
@Command(
        name = "check",
        description = {
            "Check a proof file offline: from the statement up to the signatures.",
            "Needs --key or --policy, since a proof cannot vouch for its own key."
        })
public final class CheckProof implements Callable<Integer> {
    private static final int ENTRY_BYTES_MAX = 65_535;
    private static final int STATEMENT_BYTES_MAX = 16 << 20;

    @Parameters(paramLabel = "FILE.tlog-proof", description = "the proof")
    private Path file = Path.of("");

    @Mixin private Trust trust = new Trust();

    @Option(
            names = "--entry",
            paramLabel = "FILE",
            description = "the bytes of the log entry, for a proof that does not hold them")
    private Optional<Path> entry = Optional.empty();

    @Option(
            names = "--statement",
            paramLabel = "FILE",
            description =
                    "JSON with canonical and salt, as /log/proof/ID answers it, for a proof whose"
                            + " statement is too long to be in it")
    private Optional<Path> statement = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            ProofFile proof = ProofFile.parse(WholeFile.read(file, TlogProof.BYTES_MAX));
            if (entry.isPresent()) {
                proof = proof.withEntry(WholeFile.read(entry.get(), ENTRY_BYTES_MAX));
            }
            if (statement.isPresent()) {
                byte[] json = WholeFile.read(statement.get(), STATEMENT_BYTES_MAX);
                proof = proof.withStatement(json);
            }
            print(spec.commandLine().getOut(), proof.check(trust.policy()));
            return Failure.DONE;
        } catch (TransparencyException e) {
            return Failure.tell(spec.commandLine().getErr(), e);
        }
    }

    /// Says in plain words what was proven.
    static void print(PrintWriter out, ProofFile.Proven proven) {
        Checkpoint checkpoint = proven.checkpoint().checkpoint();
        out.println("proven: " + proven.type());
        out.println("stated by " + proven.issuer() + " at " + proven.time());
        proven.statement()
                .ifPresentOrElse(
                        text -> {
                            out.println("about " + text.path("subject").asString(""));
                            out.println("statement " + text.path("id").asString(""));
                            out.println("body " + text.path("body"));
                        },
                        () -> out.println("the text is not in the proof: its digest is proven"));
        proven.fact().ifPresent(fact -> out.println("fact " + fact));
        out.println(
                "entry %d of %d in the log %s"
                        .formatted(proven.index(), checkpoint.size(), checkpoint.origin()));
        out.println("root " + checkpoint.root().toBase64());
        Signatures.lines(proven.checkpoint()).forEach(out::println);
        out.flush();
    }
}
