// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Linkset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Linksets in JSON, a file each. A file named `*gs1*` must obey the stricter schema of GS1, any
/// other RFC 9264; `Invalid*` must be refused. What was accepted is written and read again.
final class LinksetVectors implements ConformanceSet {
    @Override
    public void run(Path root, Tally tally) throws IOException {
        Path folder = root.resolve("digital-link").resolve("linkset");
        for (Path file : Vectors.files(folder, ".json", ".jsonld")) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (!name.contains("schema")) {
                tally.check(file, () -> read(file, name.contains("gs1")));
            }
        }
    }

    private static Outcome read(Path file, boolean strict) throws IOException {
        String json = new String(Vectors.read(file), StandardCharsets.UTF_8);
        try {
            Linkset linkset =
                    Linkset.parse(json, strict ? Linkset.Profile.GS1 : Linkset.Profile.RFC_9264);
            boolean whole =
                    linkset.contexts().stream().noneMatch(context -> context.anchor().isEmpty());
            return !whole || Linkset.parse(linkset.json(), Linkset.Profile.RFC_9264).equals(linkset)
                    ? Outcome.ACCEPTED
                    : new Outcome.Differs("is not the same after writing");
        } catch (Gs1Exception e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }
}
