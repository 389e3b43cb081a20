// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Breaks valid documents in every place, one rule at a time, and requires the refusal to name
/// that place and rule.
class MutantsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// A broken value for a member, and the rule it breaks.
    private record Broken(JsonNode value, Rule rule) {
        static Broken of(String text, Rule rule) {
            return new Broken(NODES.stringNode(text), rule);
        }
    }

    private static final List<Broken> BAD_TIMES =
            List.of(
                    Broken.of("2026-03-01", Rule.TIME),
                    Broken.of("2026-03-01T08:00:00", Rule.TIME),
                    Broken.of("2026-13-01T08:00:00Z", Rule.TIME),
                    Broken.of("2026-02-29T08:00:00Z", Rule.TIME),
                    Broken.of("2026-03-01T24:00:00Z", Rule.TIME),
                    Broken.of("2026-03-01T08:00Z", Rule.TIME),
                    Broken.of("2026-03-01T08:00:00+0800", Rule.TIME),
                    Broken.of("2026-03-01T08:00:00+14:01", Rule.TIME),
                    Broken.of("2026-03-01T08:00:00.Z", Rule.TIME),
                    Broken.of("1 March 2026", Rule.TIME),
                    new Broken(NODES.numberNode(1772323200), Rule.TYPE));
    private static final List<Broken> BAD_URIS =
            List.of(
                    Broken.of("", Rule.URI),
                    Broken.of("no uri", Rule.URI),
                    Broken.of("relative/path", Rule.URI),
                    Broken.of("urn:x:%zz", Rule.URI),
                    Broken.of("urn:x:<>", Rule.URI),
                    new Broken(NODES.nullNode(), Rule.TYPE),
                    new Broken(NODES.objectNode(), Rule.TYPE));
    private static final List<Broken> BAD_WORDS =
            List.of(
                    Broken.of("Shipping", Rule.VOCABULARY),
                    Broken.of("", Rule.VOCABULARY),
                    Broken.of("urn:epcglobal:cbv:bizstep:shipping", Rule.VOCABULARY),
                    Broken.of("http://ns.gs1.org/cbv/BizStep-shipping", Rule.VOCABULARY),
                    Broken.of("ship:<ping>", Rule.URI),
                    new Broken(NODES.booleanNode(true), Rule.TYPE));
    private static final List<Broken> BAD_LISTS =
            List.of(
                    new Broken(NODES.objectNode(), Rule.TYPE),
                    new Broken(NODES.stringNode("urn:x:y"), Rule.TYPE),
                    new Broken(NODES.arrayNode().add(7), Rule.TYPE));
    private static final List<Broken> BAD_NUMBERS =
            List.of(
                    new Broken(NODES.stringNode("7"), Rule.TYPE),
                    new Broken(NODES.booleanNode(false), Rule.TYPE));

    private static final Map<String, List<Broken>> BROKEN = new TreeMap<>();

    static {
        put(
                BAD_TIMES,
                "eventTime",
                "recordTime",
                "declarationTime",
                "time",
                "startTime",
                "endTime",
                "creationDate");
        put(
                BAD_URIS,
                "eventID",
                "parentID",
                "id",
                "transformationID",
                "bizTransaction",
                "source",
                "destination",
                "epcClass",
                "deviceID",
                "deviceMetadata",
                "rawData",
                "bizRules",
                "dataProcessingMethod",
                "microorganism",
                "chemicalSubstance",
                "uriValue",
                "coordinateReferenceSystem");
        put(BAD_WORDS, "bizStep", "disposition", "reason", "component");
        put(
                BAD_LISTS,
                "epcList",
                "childEPCs",
                "quantityList",
                "childQuantityList",
                "bizTransactionList",
                "sourceList",
                "destinationList",
                "sensorElementList",
                "inputEPCList",
                "inputQuantityList",
                "outputEPCList",
                "outputQuantityList",
                "sensorReport",
                "correctiveEventIDs",
                "set",
                "unset");
        put(
                BAD_NUMBERS,
                "quantity",
                "value",
                "minValue",
                "maxValue",
                "meanValue",
                "sDev",
                "percRank",
                "percValue");
        put(
                List.of(
                        Broken.of("observe", Rule.VOCABULARY),
                        Broken.of("MOVE", Rule.VOCABULARY),
                        new Broken(NODES.nullNode(), Rule.TYPE)),
                "action");
        put(
                List.of(
                        Broken.of("Z", Rule.PATTERN),
                        Broken.of("+8:00", Rule.PATTERN),
                        Broken.of("+14:01", Rule.PATTERN),
                        Broken.of("+08:60", Rule.PATTERN),
                        Broken.of("08:00", Rule.PATTERN)),
                "eventTimeZoneOffset");
        put(List.of(Broken.of("xyz", Rule.PATTERN), Broken.of("", Rule.PATTERN)), "hexBinaryValue");
        put(
                List.of(
                        Broken.of("1.2", Rule.PATTERN),
                        Broken.of("two", Rule.PATTERN),
                        new Broken(NODES.numberNode(2), Rule.TYPE)),
                "schemaVersion");
        put(List.of(Broken.of("true", Rule.TYPE)), "booleanValue");
        put(List.of(Broken.of("alarm", Rule.VOCABULARY)), "exception");
    }

    private static void put(List<Broken> values, String... names) {
        for (String name : names) {
            BROKEN.put(name, values);
        }
    }

    private int mutants;
    private final List<String> survivors = new ArrayList<>();

    @Test
    void refusesEveryMutantOfOurOwnDocuments() {
        Documents.named().forEach((name, text) -> mutate(name, MAPPER.readTree(text)));
        assertThat(survivors).isEmpty();
        assertThat(mutants).isGreaterThan(800);
        System.out.println("MutantsTest: " + mutants + " mutants of our own documents refused");
    }

    @Test
    void refusesEveryMutantOfThePublishedDocuments() throws IOException {
        for (Path file : ConformanceTest.files("documents/gs1-json")) {
            mutate(file.getFileName().toString(), MAPPER.readTree(Files.readAllBytes(file)));
        }
        assertThat(survivors).isEmpty();
        assertThat(mutants).isGreaterThan(5_000);
        System.out.println("MutantsTest: " + mutants + " mutants of published documents refused");
    }

    private void mutate(String name, JsonNode document) {
        walk(name, document, document, "", false);
    }

    private void walk(String name, JsonNode root, JsonNode node, String at, boolean extension) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(name, root, array.get(i), at + "/" + i, extension);
            }
        } else if (node instanceof ObjectNode object && !at.contains("/@context")) {
            members(name, root, object, at, extension);
        }
    }

    private void members(String name, JsonNode root, ObjectNode object, String at, boolean ext) {
        boolean foreign = object.path("type").asString("").contains(":") && isEvent(object);
        if (!ext && !foreign) {
            names(name, root, object, at);
        }
        for (String member : List.copyOf(object.propertyNames())) {
            JsonNode original = object.get(member);
            String below = at + "/" + member.replace("~", "~0").replace("/", "~1");
            boolean unchecked = ext || member.contains(":");
            if (!unchecked && (!foreign || member.startsWith("event"))) {
                for (Broken broken : BROKEN.getOrDefault(member, List.of())) {
                    object.set(member, broken.value());
                    expect(name, root, below, Set.of(broken.rule()));
                }
                object.set(member, original);
                required(name, root, object, member, below);
            }
            walk(
                    name,
                    root,
                    original,
                    below,
                    unchecked || (foreign && !member.startsWith("event")));
        }
    }

    /// Unknown and undeclared names, which every extensible object must refuse.
    private void names(String name, JsonNode root, ObjectNode object, String at) {
        for (String bad : List.of("unknown", "undeclared:name", "", "ext:<x>", ":x")) {
            object.put(bad, 1);
            boolean prefixed = bad.startsWith("undeclared");
            Set<Rule> rules =
                    prefixed ? Set.of(Rule.PREFIX, Rule.NOT_ALLOWED) : Set.of(Rule.NOT_ALLOWED);
            expect(name, root, at + "/" + bad, rules);
            object.remove(bad);
        }
    }

    private void required(String name, JsonNode root, ObjectNode object, String member, String at) {
        Collection<String> due =
                isEvent(object)
                        ? Set.of("type", "eventTime", "eventTimeZoneOffset", "action")
                        : Set.of(
                                "id",
                                "bizTransaction",
                                "source",
                                "destination",
                                "epcClass",
                                "declarationTime",
                                "sensorReport",
                                "eventList",
                                "epcisBody",
                                "@context",
                                "schemaVersion",
                                "creationDate",
                                "queryName",
                                "resultsBody",
                                "queryResults");
        boolean optional = object.has("epcisBody") && (member.equals("id") || isQuery(root));
        if (due.contains(member) && !optional) {
            JsonNode original = object.remove(member);
            expect(name, root, at, Set.of(Rule.REQUIRED, Rule.QUERY_DOCUMENT));
            object.set(member, original);
        }
    }

    private static boolean isEvent(ObjectNode object) {
        return object.has("eventTime");
    }

    private static boolean isQuery(JsonNode root) {
        return root.path("type").asString("").equals("EPCISQueryDocument");
    }

    private void expect(String name, JsonNode mutant, String pointer, Set<Rule> rules) {
        mutants++;
        byte[] bytes = mutant.toString().getBytes(StandardCharsets.UTF_8);
        Optional<EpcisProblem> problem = problem(bytes);
        boolean right =
                problem.isPresent()
                        && problem.get().pointer().startsWith(pointer)
                        && (rules.contains(problem.get().rule()));
        if (!right && survivors.size() < 50) {
            survivors.add(name + " " + pointer + " " + rules + " but " + problem);
        }
    }

    private static Optional<EpcisProblem> problem(byte[] document) {
        try {
            EpcisReader.read(document, Limits.CAPTURE, (event, index) -> {});
            return Optional.empty();
        } catch (EpcisRefused refused) {
            return Optional.of(refused.problem());
        }
    }

    @Test
    void onlyEverRefusesHostileBytes() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("MutantsTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        Limits limits = new Limits(50_000, 20_000, 8, 16, 500, 50);
        List<String> documents = List.copyOf(Documents.named().values());
        String inserts = "{}[]\",:\\\u0000\u00ff019eE-+.tfn u";
        int accepted = 0;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder(documents.get(random.nextInt(documents.size())));
            for (int change = random.nextInt(3); change >= 0 && !text.isEmpty(); change--) {
                int at = random.nextInt(text.length());
                char c = inserts.charAt(random.nextInt(inserts.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    case 2 -> text.deleteCharAt(at);
                    default -> text.setLength(at + 1);
                }
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            try {
                EpcisReader.read(bytes, limits, (event, index) -> event.items());
                accepted++;
            } catch (EpcisRefused refused) {
                assertThat(refused.problem().value()).hasSizeLessThanOrEqualTo(200);
            }
        }
        assertThat(accepted).isBetween(1, 9_999);
    }
}
