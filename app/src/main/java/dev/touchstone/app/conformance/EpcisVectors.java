// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.epcis.EpcisDocument;
import dev.touchstone.epcis.EpcisProblem;
import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.EpcisRefused;
import dev.touchstone.epcis.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// EPCIS 2.0 documents as GS1 publishes them, one a file.
///
/// A document must be captured with as many events as a plain JSON reader finds in it. A query
/// document must be read, and refused as a capture for being one. JSON beside XML documents
/// (folders named `*xml`) belongs to those and is left out with them.
final class EpcisVectors implements ConformanceSet {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void run(Path root, Tally tally) throws IOException {
        Path folder = root.resolve("epcis/documents");
        for (Path file : Vectors.files(folder, ".jsonld", ".json")) {
            if (!amongXml(folder, file)) {
                tally.check(file, () -> capture(Vectors.read(file)));
            }
        }
        List<Path> xml = Vectors.files(folder, ".xml");
        if (!xml.isEmpty()) {
            tally.skip(xml.size(), xml.size() + " XML documents", "EPCIS is read in JSON only");
        }
    }

    private static boolean amongXml(Path folder, Path file) {
        for (Path part : folder.relativize(file.resolveSibling(""))) {
            if (part.toString().endsWith("xml")) {
                return true;
            }
        }
        return false;
    }

    private static Outcome capture(byte[] document) {
        try {
            return compare(
                    EpcisReader.capture(document, Limits.CAPTURE, (event, index) -> {}), document);
        } catch (EpcisRefused e) {
            return e.problem().rule() == EpcisProblem.Rule.QUERY_DOCUMENT
                    ? read(document)
                    : new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome read(byte[] query) {
        try {
            return compare(EpcisReader.read(query, Limits.CAPTURE, (event, index) -> {}), query);
        } catch (EpcisRefused e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome compare(EpcisDocument read, byte[] document) {
        int expected;
        try {
            expected = events(JSON.readTree(document));
        } catch (JacksonException e) {
            return new Outcome.Differs("was accepted, but is not JSON: " + e.getOriginalMessage());
        }
        return read.eventCount() == expected
                ? Outcome.ACCEPTED
                : new Outcome.Differs(
                        "has %d events, read were %d".formatted(expected, read.eventCount()));
    }

    private static int events(JsonNode document) {
        JsonNode body = document.path("epcisBody");
        if (body.isMissingNode()) {
            return 1;
        }
        JsonNode results = body.path("queryResults").path("resultsBody");
        return (results.isMissingNode() ? body : results).path("eventList").size();
    }
}
