// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.epcis.EpcisDocument;
import dev.touchstone.epcis.EpcisEvent;
import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.EpcisRefused;
import dev.touchstone.epcis.EventHash;
import dev.touchstone.epcis.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Documents with the CBV 2.0 hash of each of their events: `x.jsonld` beside `x.hashes`.
///
/// One document is one case; its events' hashes must be those listed, in that order.
/// Where the document must be refused, hashes that are not its own are a reason to.
final class EventHashVectors implements ConformanceSet {
    private static final String HASHES = ".hashes";

    @Override
    public void run(Path root, Tally tally) throws IOException {
        for (Path expected : Vectors.files(root.resolve("epcis/event-hash"), HASHES)) {
            String file = String.valueOf(expected.getFileName());
            String base = file.substring(0, file.length() - HASHES.length());
            Path document = expected.resolveSibling(base + ".jsonld");
            if (Files.isRegularFile(document)) {
                boolean refuse = Vectors.mustBeRefused(root, document);
                tally.check(document, () -> compare(document, expected, refuse));
            } else {
                tally.skip(1, Vectors.name(root, expected), "its document is not there as JSON-LD");
            }
        }
    }

    private static Outcome compare(Path file, Path hashes, boolean refuse) throws IOException {
        List<String> expected =
                Files.readAllLines(hashes).stream().filter(line -> !line.isBlank()).toList();
        List<EpcisEvent> events = new ArrayList<>();
        try {
            EpcisDocument document =
                    EpcisReader.read(
                            Vectors.read(file),
                            Limits.CAPTURE,
                            (event, index) -> events.add(event));
            List<String> found =
                    events.stream()
                            .map(event -> EventHash.of(event, document.namespaces()))
                            .toList();
            if (found.equals(expected)) {
                return Outcome.ACCEPTED;
            }
            String how = "has hashes %s, not %s".formatted(found, expected);
            return refuse ? new Outcome.Refused(how) : new Outcome.Differs(how);
        } catch (EpcisRefused e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }
}
