// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Makes the typed event from a tree that {@link EventShapes} has let pass.
final class EventBuilder {
    private EventBuilder() {}

    static EpcisEvent build(JsonNode event, EventJson json) {
        EventFacts facts = facts(event, business(event), json);
        String type = TreeParts.required(event, "type");
        return switch (type) {
            case "ObjectEvent" ->
                    new ObjectEvent(
                            facts,
                            action(event),
                            TreeParts.texts(event, "epcList"),
                            quantities(event, "quantityList"),
                            persistentDisposition(event));
            case "AggregationEvent" ->
                    new AggregationEvent(
                            facts,
                            action(event),
                            TreeParts.text(event, "parentID"),
                            TreeParts.texts(event, "childEPCs"),
                            quantities(event, "childQuantityList"));
            case "AssociationEvent" ->
                    new AssociationEvent(
                            facts,
                            action(event),
                            TreeParts.required(event, "parentID"),
                            TreeParts.texts(event, "childEPCs"),
                            quantities(event, "childQuantityList"));
            case "TransactionEvent" ->
                    new TransactionEvent(
                            facts,
                            action(event),
                            TreeParts.text(event, "parentID"),
                            TreeParts.texts(event, "epcList"),
                            quantities(event, "quantityList"));
            case "TransformationEvent" ->
                    new TransformationEvent(
                            facts,
                            TreeParts.text(event, "transformationID"),
                            TreeParts.texts(event, "inputEPCList"),
                            quantities(event, "inputQuantityList"),
                            TreeParts.texts(event, "outputEPCList"),
                            quantities(event, "outputQuantityList"),
                            persistentDisposition(event));
            default -> new ExtendedEvent(type, facts);
        };
    }

    private static EventFacts facts(JsonNode event, JsonNode business, EventJson json) {
        String time = TreeParts.required(event, "eventTime");
        String offset = TreeParts.required(event, "eventTimeZoneOffset");
        JsonNode certification = event.get("certificationInfo");
        return new EventFacts(
                new EventTime(EventTime.instantOf(time), offset, time),
                TreeParts.instant(event, "recordTime"),
                TreeParts.text(event, "eventID"),
                certification != null && certification.isString()
                        ? List.of(certification.stringValue())
                        : TreeParts.texts(event, "certificationInfo"),
                errorDeclaration(event),
                TreeParts.text(business, "bizStep").map(Cbv.BIZ_STEP::bare),
                TreeParts.text(business, "disposition").map(Cbv.DISPOSITION::bare),
                place(business, "readPoint"),
                place(business, "bizLocation"),
                TreeParts.list(
                        business,
                        "bizTransactionList",
                        node ->
                                new BizTransaction(
                                        TreeParts.text(node, "type")
                                                .map(Cbv.BIZ_TRANSACTION_TYPE::bare),
                                        TreeParts.required(node, "bizTransaction"))),
                endpoints(business, "sourceList", "source"),
                endpoints(business, "destinationList", "destination"),
                json);
    }

    /// The members that only standard types have checked: none, for an event of another type.
    private static JsonNode business(JsonNode event) {
        return TreeParts.required(event, "type").indexOf(':') < 0
                ? event
                : Json.MAPPER.createObjectNode();
    }

    private static Action action(JsonNode event) {
        return Action.valueOf(TreeParts.required(event, "action"));
    }

    private static Optional<String> place(JsonNode event, String name) {
        JsonNode place = event.get(name);
        return place != null && place.isObject() ? TreeParts.text(place, "id") : Optional.empty();
    }

    private static List<Endpoint> endpoints(JsonNode event, String list, String member) {
        return TreeParts.list(
                event,
                list,
                node ->
                        new Endpoint(
                                Cbv.SOURCE_DEST_TYPE.bare(TreeParts.text(node, "type").orElse("")),
                                TreeParts.text(node, member).orElse("")));
    }

    private static List<QuantityElement> quantities(JsonNode event, String name) {
        return TreeParts.list(
                event,
                name,
                node ->
                        new QuantityElement(
                                TreeParts.required(node, "epcClass"),
                                TreeParts.number(node, "quantity"),
                                TreeParts.text(node, "uom")));
    }

    private static Optional<PersistentDisposition> persistentDisposition(JsonNode event) {
        return Optional.ofNullable(event.get("persistentDisposition"))
                .map(
                        node ->
                                new PersistentDisposition(
                                        dispositions(node, "set"), dispositions(node, "unset")));
    }

    private static List<String> dispositions(JsonNode node, String name) {
        return TreeParts.texts(node, name).stream().map(Cbv.DISPOSITION::bare).toList();
    }

    private static Optional<ErrorDeclaration> errorDeclaration(JsonNode event) {
        return Optional.ofNullable(event.get("errorDeclaration"))
                .filter(JsonNode::isObject)
                .map(
                        node ->
                                new ErrorDeclaration(
                                        EventTime.instantOf(
                                                TreeParts.required(node, "declarationTime")),
                                        TreeParts.text(node, "reason").map(Cbv.ERROR_REASON::bare),
                                        TreeParts.texts(node, "correctiveEventIDs")));
    }
}
