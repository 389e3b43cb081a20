// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The shapes of the event types, and which members of them go together (EPCIS 2.0, section 7.4).
final class EventShapes {
    private static final ObjectShape COMMON =
            ObjectShape.extensible()
                    .optional("@context", Namespaces.CHECK)
                    .required("eventTime", Checks.TIME)
                    .required("eventTimeZoneOffset", Checks.OFFSET)
                    .optional("recordTime", Checks.TIME)
                    .optional("eventID", Checks.URI)
                    .optional("certificationInfo", Checks.oneOrList(Checks.URI))
                    .optional("errorDeclaration", PartShapes.ERROR_DECLARATION);
    private static final ObjectShape BUSINESS =
            ObjectShape.extensible()
                    .optional("bizStep", Checks.vocabulary(Cbv.BIZ_STEP))
                    .optional("disposition", Checks.vocabulary(Cbv.DISPOSITION))
                    .optional("readPoint", PartShapes.PLACE)
                    .optional("bizLocation", PartShapes.PLACE)
                    .optional("sourceList", Checks.list(PartShapes.SOURCE, 0))
                    .optional("destinationList", Checks.list(PartShapes.DESTINATION, 0))
                    .optional("sensorElementList", Checks.list(PartShapes.SENSOR_ELEMENT, 0));

    private static final ObjectShape OBJECT =
            shape("ObjectEvent", true)
                    .optional("epcList", Checks.set(Checks.EPC, 0))
                    .optional("quantityList", Checks.list(PartShapes.QUANTITY, 0))
                    .optional("persistentDisposition", PartShapes.PERSISTENT_DISPOSITION)
                    .optional("ilmd", PartShapes.ILMD);
    private static final ObjectShape AGGREGATION =
            shape("AggregationEvent", true)
                    .optional("parentID", Checks.EPC)
                    .optional("childEPCs", Checks.list(Checks.EPC, 0))
                    .optional("childQuantityList", Checks.list(PartShapes.QUANTITY, 0));
    private static final ObjectShape ASSOCIATION =
            shape("AssociationEvent", true)
                    .required("parentID", Checks.EPC)
                    .optional("childEPCs", Checks.list(Checks.EPC, 0))
                    .optional("childQuantityList", Checks.list(PartShapes.QUANTITY, 0));
    private static final ObjectShape TRANSACTION =
            shape("TransactionEvent", true)
                    .required("bizTransactionList", Checks.list(PartShapes.BIZ_TRANSACTION, 1))
                    .optional("parentID", Checks.EPC)
                    .optional("epcList", Checks.list(Checks.EPC, 0))
                    .optional("quantityList", Checks.list(PartShapes.QUANTITY, 0));
    private static final ObjectShape TRANSFORMATION =
            shape("TransformationEvent", false)
                    .optional("inputEPCList", Checks.set(Checks.EPC, 0))
                    .optional("inputQuantityList", Checks.list(PartShapes.QUANTITY, 0))
                    .optional("outputEPCList", Checks.set(Checks.EPC, 0))
                    .optional("outputQuantityList", Checks.list(PartShapes.QUANTITY, 0))
                    .optional("transformationID", Checks.URI)
                    .optional("persistentDisposition", PartShapes.PERSISTENT_DISPOSITION)
                    .optional("ilmd", PartShapes.ILMD);

    private EventShapes() {}

    private static ObjectShape shape(String type, boolean action) {
        ObjectShape shape =
                COMMON.and(BUSINESS)
                        .required("type", Checks.word(type))
                        .optional("bizTransactionList", Checks.list(PartShapes.BIZ_TRANSACTION, 0));
        return action ? shape.required("action", Checks.ACTION) : shape;
    }

    /// Refuses an event that breaks a rule; prefixes in use are left in `walk`.
    static void check(JsonNode event, Pointer at, Walk walk) {
        if (!event.isObject()) {
            throw Checks.wrongType("an object", event, at);
        }
        Pointer typeAt = at.child("type");
        JsonNode typeNode = event.get("type");
        if (typeNode == null) {
            throw Checks.refuse(Rule.REQUIRED, typeAt, "", "type is missing");
        }
        String type = Checks.text(typeNode, typeAt);
        switch (type) {
            case "ObjectEvent" -> {
                OBJECT.check(event, at, walk);
                object(event, at);
            }
            case "AggregationEvent" -> {
                AGGREGATION.check(event, at, walk);
                children(event, at);
            }
            case "AssociationEvent" -> {
                ASSOCIATION.check(event, at, walk);
                children(event, at);
            }
            case "TransactionEvent" -> {
                TRANSACTION.check(event, at, walk);
                if (!event.has("epcList") && !some(event, "quantityList") && !deletes(event)) {
                    throw combination(at, "needs epcList or quantityList unless it deletes");
                }
            }
            case "TransformationEvent" -> {
                TRANSFORMATION.check(event, at, walk);
                transformation(event, at);
            }
            default -> extended(type, event, at, walk);
        }
    }

    private static void object(JsonNode event, Pointer at) {
        boolean senses = some(event, "sensorElementList") && event.has("readPoint");
        if (!event.has("epcList") && !some(event, "quantityList") && !senses) {
            throw combination(
                    at, "needs epcList, quantityList, or sensorElementList with readPoint");
        }
        if (event.has("ilmd") && !"ADD".equals(event.get("action").stringValue())) {
            throw Checks.refuse(
                    Rule.COMBINATION, at.child("ilmd"), "", "ilmd goes with action ADD only");
        }
    }

    private static void children(JsonNode event, Pointer at) {
        if (!some(event, "childEPCs") && !some(event, "childQuantityList") && !deletes(event)) {
            throw combination(at, "needs childEPCs or childQuantityList unless it deletes");
        }
        if (!event.has("parentID") && !"OBSERVE".equals(event.get("action").stringValue())) {
            throw Checks.refuse(
                    Rule.COMBINATION,
                    at.child("parentID"),
                    "",
                    "parentID may be missing with action OBSERVE only");
        }
    }

    private static void transformation(JsonNode event, Pointer at) {
        boolean inputs = some(event, "inputEPCList") || some(event, "inputQuantityList");
        boolean outputs = some(event, "outputEPCList") || some(event, "outputQuantityList");
        if (event.has("transformationID") ? !(inputs || outputs) : !(inputs && outputs)) {
            throw combination(
                    at, "needs inputs and outputs, or one of them with a transformationID");
        }
    }

    private static void extended(String type, JsonNode event, Pointer at, Walk walk) {
        if (type.indexOf(':') < 0) {
            throw Checks.refuse(
                    Rule.VOCABULARY, at.child("type"), type, "is no event type and no URI");
        }
        Checks.uri(type, at.child("type"));
        ExtensionName.require(type, at.child("type"), walk);
        for (Map.Entry<String, JsonNode> member : event.properties()) {
            if (!COMMON.knows(member.getKey()) && !member.getKey().equals("type")) {
                ExtensionName.note(member.getKey(), at.child(member.getKey()), walk);
                Checks.extension(member.getValue(), at.child(member.getKey()), walk);
            }
        }
        COMMON.checkKnown(event, at, walk);
    }

    private static boolean some(JsonNode event, String name) {
        JsonNode list = event.get(name);
        return list != null && !list.isEmpty();
    }

    private static boolean deletes(JsonNode event) {
        return "DELETE".equals(event.get("action").stringValue());
    }

    private static EpcisRefused combination(Pointer at, String message) {
        return Checks.refuse(Rule.COMBINATION, at, "", message);
    }
}
