// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import java.io.IOException;
import java.nio.file.Path;

/// Runs the cases of one set that lie under a folder.
@FunctionalInterface
interface ConformanceSet {
    /// Runs each case and settles it with `tally`; settles nothing when there are none.
    ///
    /// @throws IOException when the folder cannot be read; a case that cannot is for `tally`
    void run(Path root, Tally tally) throws IOException;
}
