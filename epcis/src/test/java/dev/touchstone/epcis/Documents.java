// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Documents of our own for the tests of this package.
final class Documents {
    static final String CONTEXT =
            """
            ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
             {"ext": "https://ns.example.com/ext/"}]""";

    static final String OBJECT =
            """
            {"type": "ObjectEvent", "eventTime": "2026-03-01T08:00:00.123+08:00",
             "eventTimeZoneOffset": "+08:00", "recordTime": "2026-03-01T00:00:01Z",
             "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
             "certificationInfo": ["https://cert.example.com/1"],
             "epcList": ["urn:epc:id:sgtin:0614141.107346.2018",
                         "https://shop.example.com/01/09506000134352/10/L1/21/S%2F2"],
             "quantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.998877",
                               "quantity": 200.50, "uom": "KGM"}],
             "action": "ADD", "bizStep": "commissioning", "disposition": "active",
             "persistentDisposition": {"set": ["completeness_verified"],
                                       "unset": ["completeness_inferred"]},
             "readPoint": {"id": "urn:epc:id:sgln:0614141.00777.0", "ext:line": "4"},
             "bizLocation": {"id": "urn:epc:id:sgln:0614141.00888.0"},
             "bizTransactionList": [{"type": "po", "bizTransaction": "https://po.example.com/1"}],
             "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:4012345.00225"}],
             "destinationList": [{"type": "location",
                                  "destination": "urn:epc:id:sgln:0614141.00777.0"}],
             "sensorElementList": [{
               "sensorMetadata": {"time": "2026-03-01T00:00:00Z",
                                  "deviceID": "urn:epc:id:giai:4000001.111", "ext:m": "x"},
               "sensorReport": [{"type": "Temperature", "value": 26.0, "uom": "CEL",
                                 "component": "x", "booleanValue": true,
                                 "hexBinaryValue": "f0", "ext:r": "y"},
                                {"type": "ext:Own", "stringValue": "s",
                                 "exception": "ALARM_CONDITION"}],
               "ext:e": {"ext:deep": [1, null]}}],
             "ilmd": {"ext:harvest": "2026-02-01", "cbvmda:lotNumber": "L1"},
             "ext:own": {"ext:a": [true, {"ext:b": "\u6279\u6b21"}]}}""";
    static final String AGGREGATION =
            """
            {"type": "AggregationEvent", "eventTime": "2026-03-02T08:00:00Z",
             "eventTimeZoneOffset": "-06:00", "parentID": "urn:epc:id:sscc:0614141.1234567890",
             "childEPCs": ["urn:epc:id:sgtin:0614141.107346.2018"],
             "childQuantityList": [{"epcClass": "urn:epc:idpat:sgtin:4012345.098765.*"}],
             "action": "ADD", "bizStep": "packing",
             "errorDeclaration": {"declarationTime": "2026-03-03T08:00:00Z",
                                  "reason": "incorrect_data",
                                  "correctiveEventIDs": ["urn:uuid:1"], "ext:by": "me"}}""";
    static final String ASSOCIATION =
            """
            {"type": "AssociationEvent", "eventTime": "2026-03-02T08:00:00Z",
             "eventTimeZoneOffset": "+00:00", "parentID": "urn:epc:id:grai:4012345.55555.987",
             "childEPCs": ["urn:epc:id:giai:4000001.12345"], "action": "OBSERVE"}""";
    static final String TRANSACTION =
            """
            {"type": "TransactionEvent", "eventTime": "2026-03-02T08:00:00Z",
             "eventTimeZoneOffset": "+14:00", "parentID": "urn:epc:id:sscc:0614141.1234567890",
             "epcList": ["urn:epc:id:sgtin:0614141.107346.2018"],
             "bizTransactionList": [{"bizTransaction": "urn:epcglobal:cbv:bt:5200001:1"}],
             "action": "ADD", "bizStep": "https://steps.example.com/own"}""";
    static final String TRANSFORMATION =
            """
            {"type": "TransformationEvent", "eventTime": "2026-03-02T08:00:00Z",
             "eventTimeZoneOffset": "+08:00", "transformationID": "https://t.example.com/1",
             "inputEPCList": ["urn:epc:id:sgtin:4012345.011122.25"],
             "inputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.011111.4444",
                                    "quantity": 10, "uom": "KGM"}],
             "outputEPCList": ["urn:epc:id:sgtin:4012345.077889.25"],
             "outputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.011111.5"}],
             "ilmd": {"ext:x": 1}}""";
    static final String EXTENDED =
            """
            {"type": "ext:PaintEvent", "eventTime": "2026-03-02T08:00:00Z",
             "eventTimeZoneOffset": "+08:00", "colour": "red", "ext:shade": 3,
             "bizTransactionList": [7]}""";

    private Documents() {}

    static List<String> events() {
        return List.of(OBJECT, AGGREGATION, ASSOCIATION, TRANSACTION, TRANSFORMATION, EXTENDED);
    }

    static String capture(String... events) {
        return "{\"@context\": "
                + CONTEXT
                + ", \"type\": \"EPCISDocument\", \"schemaVersion\": \"2.0\","
                + " \"creationDate\": \"2026-03-04T00:00:00Z\", \"sender\": \"me\","
                + " \"epcisBody\": {\"eventList\": ["
                + String.join(",\n", events)
                + "]}}";
    }

    static String query(String... events) {
        return "{\"@context\": "
                + CONTEXT
                + ", \"type\": \"EPCISQueryDocument\", \"schemaVersion\": \"2.0\","
                + " \"creationDate\": \"2026-03-04T00:00:00Z\","
                + " \"epcisBody\": {\"queryResults\": {\"queryName\": \"SimpleEventQuery\","
                + " \"subscriptionID\": \"s1\", \"resultsBody\": {\"eventList\": ["
                + String.join(",\n", events)
                + "]}}}}";
    }

    static String single(String event) {
        return "{\"@context\": " + CONTEXT + ", " + event.strip().substring(1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<EpcisEvent> read(String document) {
        List<EpcisEvent> events = new ArrayList<>();
        EpcisReader.read(utf8(document), Limits.CAPTURE, (event, index) -> events.add(event));
        return events;
    }

    static EpcisEvent event(String event) {
        return read(capture(event)).getFirst();
    }

    /// The problem of a document, which must be refused.
    static EpcisProblem problem(byte[] document, Limits limits) {
        try {
            EpcisReader.capture(document, limits, (event, index) -> {});
        } catch (EpcisRefused refused) {
            return refused.problem();
        }
        throw new AssertionError("was not refused");
    }

    static EpcisProblem problem(String document) {
        return problem(utf8(document), Limits.CAPTURE);
    }

    static Map<String, String> named() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("capture", capture(events().toArray(new String[0])));
        documents.put("query", query(OBJECT, TRANSFORMATION));
        documents.put("single", single(AGGREGATION));
        return documents;
    }
}
