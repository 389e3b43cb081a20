// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Members of events that go together, exclude each other, or may not repeat.
class CombinationsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void refusesMembersThatDoNotGoTogether() {
        refused(Documents.OBJECT, e -> e.put("action", "OBSERVE"), "/ilmd");
        refused(Documents.OBJECT, e -> e.put("action", "DELETE"), "/ilmd");
        refused(
                Documents.OBJECT,
                e -> e.remove(List.of("epcList", "quantityList", "readPoint")),
                "");
        refused(
                Documents.OBJECT,
                e -> e.remove(List.of("epcList", "quantityList", "sensorElementList")),
                "");
        refused(
                Documents.OBJECT,
                e -> e.set("persistentDisposition", NODES.objectNode()),
                "/persistentDisposition");
        refused(
                Documents.AGGREGATION,
                e -> e.remove(List.of("childEPCs", "childQuantityList")),
                "");
        refused(Documents.AGGREGATION, e -> e.without("parentID"), "/parentID");
        refused(
                Documents.AGGREGATION,
                e -> e.put("action", "DELETE").without("parentID"),
                "/parentID");
        refused(Documents.ASSOCIATION, e -> e.without("childEPCs"), "");
        refused(Documents.TRANSACTION, e -> e.without("epcList"), "");
        refused(
                Documents.TRANSACTION,
                e -> e.set("bizTransactionList", NODES.arrayNode()),
                "/bizTransactionList");
        refused(
                Documents.TRANSFORMATION,
                e -> e.remove(List.of("transformationID", "inputEPCList", "inputQuantityList")),
                "");
        refused(
                Documents.TRANSFORMATION,
                e -> e.remove(List.of("transformationID", "outputEPCList", "outputQuantityList")),
                "");
        refused(
                Documents.TRANSFORMATION,
                e ->
                        e.remove(
                                List.of(
                                        "inputEPCList",
                                        "inputQuantityList",
                                        "outputEPCList",
                                        "outputQuantityList")),
                "");
    }

    private static void refused(String event, Function<ObjectNode, Object> change, String at) {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(event);
        change.apply(tree);
        EpcisProblem problem = Documents.problem(Documents.capture(tree.toString()));
        assertThat(problem.rule()).as(problem.message()).isEqualTo(Rule.COMBINATION);
        assertThat(problem.pointer()).isEqualTo("/epcisBody/eventList/0" + at);
    }

    @Test
    void acceptsTheLeastThatEachRuleAsksFor() {
        accepted(Documents.OBJECT, e -> e.put("action", "OBSERVE").without("ilmd"));
        accepted(Documents.OBJECT, e -> e.remove(List.of("epcList", "quantityList")));
        accepted(Documents.OBJECT, e -> e.set("epcList", NODES.arrayNode()));
        accepted(
                Documents.AGGREGATION,
                e -> e.put("action", "DELETE").remove(List.of("childEPCs", "childQuantityList")));
        accepted(Documents.AGGREGATION, e -> e.put("action", "OBSERVE").without("parentID"));
        accepted(Documents.ASSOCIATION, e -> e.put("action", "DELETE").without("childEPCs"));
        accepted(Documents.TRANSACTION, e -> e.put("action", "DELETE").without("epcList"));
        accepted(
                Documents.TRANSFORMATION,
                e -> e.remove(List.of("inputEPCList", "inputQuantityList")));
        accepted(
                Documents.TRANSFORMATION,
                e -> e.remove(List.of("transformationID", "inputEPCList", "outputQuantityList")));
    }

    private static void accepted(String event, Function<ObjectNode, Object> change) {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(event);
        change.apply(tree);
        assertThat(Documents.read(Documents.capture(tree.toString()))).hasSize(1);
    }

    @Test
    void refusesAListThatRepeatsItself() {
        for (String name : List.of("epcList", "inputEPCList", "outputEPCList")) {
            String event = name.equals("epcList") ? Documents.OBJECT : Documents.TRANSFORMATION;
            ObjectNode tree = (ObjectNode) MAPPER.readTree(event);
            ArrayNode list = (ArrayNode) tree.get(name);
            list.add(list.get(0));
            EpcisProblem problem = Documents.problem(Documents.capture(tree.toString()));
            assertThat(problem.rule()).isEqualTo(Rule.NOT_UNIQUE);
            assertThat(problem.pointer())
                    .isEqualTo("/epcisBody/eventList/0/" + name + "/" + (list.size() - 1));
        }
    }
}
