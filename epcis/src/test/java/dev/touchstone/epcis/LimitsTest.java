// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final int MANY = 1_000_000;

    private static void accepts(String document, Limits limits) {
        EpcisReader.capture(Documents.utf8(document), limits, (event, index) -> {});
    }

    private static EpcisProblem refuses(String document, Limits limits) {
        EpcisProblem problem = Documents.problem(Documents.utf8(document), limits);
        assertThat(problem.rule()).as(problem.message()).isEqualTo(Rule.LIMIT);
        return problem;
    }

    @Test
    void documentBytes() {
        String document = Documents.capture(Documents.OBJECT);
        int length = Documents.utf8(document).length;
        accepts(document, new Limits(length, MANY, 1, 64, MANY, MANY));
        accepts("\ufeff" + document, new Limits(length, MANY, 1, 64, MANY, MANY));
        refuses(document, new Limits(length - 1, MANY, 1, 64, MANY, MANY));
        refuses(document + " ", new Limits(length, MANY, 1, 64, MANY, MANY));
    }

    @Test
    void eventBytes() {
        int length = Documents.utf8(Documents.OBJECT).length;
        String document = Documents.capture(Documents.ASSOCIATION, Documents.OBJECT);
        accepts(document, new Limits(MANY, length, 2, 64, MANY, MANY));
        refuses(document, new Limits(MANY, length - 1, 2, 64, MANY, MANY));
        String large = Documents.OBJECT.replace("\"y\"", '"' + "y".repeat(200_000) + '"');
        refuses(Documents.capture(large), new Limits(MANY, length, 2, 64, MANY, MANY));
        String single = Documents.single(Documents.ASSOCIATION);
        int singleLength = Documents.utf8(single).length;
        accepts(single, new Limits(MANY, singleLength, 2, 64, MANY, MANY));
        refuses(single, new Limits(MANY, singleLength - 1, 2, 64, MANY, MANY));
    }

    @Test
    void headerBytes() {
        String start = "{\"sender\": \"";
        String document = Documents.capture().replaceFirst("\\{", start + "x\",");
        String doubled = document.replace(" \"sender\": \"me\",", "");
        int before = doubled.indexOf("epcisBody") + "epcisBody".length() + 3;
        accepts(doubled, new Limits(MANY, before, 2, 64, MANY, MANY));
        refuses(doubled, new Limits(MANY, before - 1, 2, 64, MANY, MANY));
    }

    @Test
    void events() {
        List<String> most = Collections.nCopies(Limits.CAPTURE.eventsMax(), Documents.ASSOCIATION);
        accepts(Documents.capture(most.toArray(new String[0])), Limits.CAPTURE);
        List<String> tooMany = new ArrayList<>(most);
        tooMany.add(Documents.ASSOCIATION);
        EpcisProblem problem =
                refuses(Documents.capture(tooMany.toArray(new String[0])), Limits.CAPTURE);
        assertThat(problem.pointer()).isEqualTo("/epcisBody/eventList/10000");
    }

    @Test
    void nestingDepth() {
        int aroundAndInEvent = 4;
        int depth = Limits.CAPTURE.nestingDepthMax() - aroundAndInEvent;
        accepts(Documents.capture(nested(depth)), Limits.CAPTURE);
        refuses(Documents.capture(nested(depth + 1)), Limits.CAPTURE);
        refuses("{\"ext:deep\": " + "[".repeat(100_000), Limits.CAPTURE);
    }

    private static String nested(int depth) {
        String deep = "[".repeat(depth) + "]".repeat(depth);
        return Documents.ASSOCIATION.replaceFirst("\\{", "{\"ext:deep\": " + deep + ", ");
    }

    @Test
    void stringChars() {
        int max = Limits.CAPTURE.stringCharsMax();
        accepts(Documents.capture(withText(max)), Limits.CAPTURE);
        refuses(Documents.capture(withText(max + 1)), Limits.CAPTURE);
    }

    private static String withText(int chars) {
        String text = "y".repeat(chars);
        return Documents.ASSOCIATION.replaceFirst("\\{", "{\"ext:t\": \"" + text + "\", ");
    }

    @Test
    void epcsPerEvent() {
        int max = Limits.CAPTURE.epcsPerEventMax();
        accepts(Documents.capture(withEpcs(max)), Limits.CAPTURE);
        EpcisProblem problem = refuses(Documents.capture(withEpcs(max + 1)), Limits.CAPTURE);
        assertThat(problem.pointer()).startsWith("/epcisBody/eventList/0/childEPCs/");
    }

    private static String withEpcs(int epcs) {
        String children =
                String.join(
                        "\", \"",
                        IntStream.range(1, epcs)
                                .mapToObj(i -> "urn:epc:id:giai:4000001." + i)
                                .toList());
        return Documents.ASSOCIATION.replace("urn:epc:id:giai:4000001.12345", children);
    }

    @Test
    void numbers() {
        String event = Documents.TRANSFORMATION;
        accepts(Documents.capture(event.replace(": 10,", ": 1e399,")), Limits.CAPTURE);
        for (String number : List.of("1e401", "1e-401", "1e999999999", "9".repeat(101))) {
            String broken = event.replace(": 10,", ": " + number + ",");
            refuses(Documents.capture(broken), Limits.CAPTURE);
            String inExtension = event.replace("\"ext:x\": 1", "\"ext:x\": [" + number + "]");
            assertThat(inExtension).isNotEqualTo(event);
            refuses(Documents.capture(inExtension), Limits.CAPTURE);
        }
    }

    @Test
    void prefixes() {
        StringBuilder members = new StringBuilder("{");
        for (int i = 0; i <= Walk.PREFIXES_MAX; i++) {
            members.append("\"p").append(i).append(":x\": 1, ");
        }
        refuses(
                Documents.capture(Documents.ASSOCIATION.replaceFirst("\\{", members.toString())),
                Limits.CAPTURE);
    }

    @Test
    void refusesLimitsBelowOne() {
        assertThatThrownBy(() -> new Limits(1, 1, 0, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
