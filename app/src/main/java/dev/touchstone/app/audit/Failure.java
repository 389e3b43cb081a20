// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.VerifiedCheckpoint;
import java.io.PrintWriter;

/// What went wrong, what to do about it, and the exit code.
final class Failure {
    static final int DONE = 0;
    static final int WRONG = 1;
    static final int UNREACHABLE = 3;

    private Failure() {}

    /// Tells the user.
    ///
    /// @return the exit code
    static int tell(PrintWriter err, TransparencyException failure) {
        err.println("touchstone: " + failure.getMessage());
        String advice =
                switch (failure) {
                    case TransparencyException.Unavailable e ->
                            "Nothing was found wrong, nothing was verified: try again, or look at"
                                    + " the address.";
                    case TransparencyException.Faulty e ->
                            "This file of the log is wrong. Ask its operator, and verify another"
                                    + " copy of the log if there is one.";
                    case TransparencyException.Forked e -> evidence(e);
                    case TransparencyException.Unverified e ->
                            "Do not rely on it. Compare the key or the policy with its source, then"
                                    + " ask whoever gave you this.";
                    case TransparencyException.Malformed e ->
                            "It is damaged or of another kind; get it again from its source.";
                };
        err.println(advice);
        err.flush();
        return failure instanceof TransparencyException.Unavailable ? UNREACHABLE : WRONG;
    }

    private static String evidence(TransparencyException.Forked fork) {
        return "Keep both checkpoints, they prove it: show them to the operator and to others.\n"
                + "before: "
                + describe(fork.before())
                + "\nnow:    "
                + describe(fork.now())
                + "\n"
                + fork.now().note();
    }

    private static String describe(VerifiedCheckpoint checkpoint) {
        return "%s, size %d, root %s"
                .formatted(
                        checkpoint.checkpoint().origin(),
                        checkpoint.checkpoint().size(),
                        checkpoint.checkpoint().root().toBase64());
    }
}
