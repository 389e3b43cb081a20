// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;

/// The shapes of the parts of events (EPCIS 2.0, sections 7.3 and 9; JSON schema).
final class PartShapes {
    static final Check QUANTITY =
            ObjectShape.closed()
                    .required("epcClass", Checks.EPC)
                    .optional("quantity", Checks.NUMBER)
                    .optional("uom", Checks.UOM);
    static final Check PLACE = ObjectShape.extensible().required("id", Checks.URI);
    static final Check BIZ_TRANSACTION =
            ObjectShape.closed()
                    .required("bizTransaction", Checks.URI)
                    .optional("type", Checks.vocabulary(Cbv.BIZ_TRANSACTION_TYPE));
    static final Check SOURCE =
            ObjectShape.closed()
                    .required("type", Checks.vocabulary(Cbv.SOURCE_DEST_TYPE))
                    .required("source", Checks.URI);
    static final Check DESTINATION =
            ObjectShape.closed()
                    .required("type", Checks.vocabulary(Cbv.SOURCE_DEST_TYPE))
                    .required("destination", Checks.URI);
    static final Check ERROR_DECLARATION =
            ObjectShape.extensible()
                    .required("declarationTime", Checks.TIME)
                    .optional("reason", Checks.vocabulary(Cbv.ERROR_REASON))
                    .optional("correctiveEventIDs", Checks.list(Checks.URI, 0));
    static final Check ILMD = ObjectShape.extensible();

    private static final Check DISPOSITIONS = Checks.set(Checks.vocabulary(Cbv.DISPOSITION), 1);
    private static final Check PERSISTENT_MEMBERS =
            ObjectShape.closed().optional("set", DISPOSITIONS).optional("unset", DISPOSITIONS);
    static final Check PERSISTENT_DISPOSITION =
            (node, at, walk) -> {
                PERSISTENT_MEMBERS.check(node, at, walk);
                if (node.isEmpty()) {
                    throw Checks.refuse(Rule.COMBINATION, at, "{}", "needs set or unset");
                }
            };

    private static final Check SENSOR_METADATA =
            ObjectShape.extensible()
                    .optional("time", Checks.TIME)
                    .optional("startTime", Checks.TIME)
                    .optional("endTime", Checks.TIME)
                    .optional("deviceID", Checks.URI)
                    .optional("deviceMetadata", Checks.URI)
                    .optional("rawData", Checks.URI)
                    .optional("dataProcessingMethod", Checks.URI)
                    .optional("bizRules", Checks.URI);
    private static final Check SENSOR_REPORT =
            ObjectShape.extensible()
                    .required("type", Checks.MEASUREMENT_TYPE)
                    .optional("exception", Checks.ALERT_TYPE)
                    .optional("deviceID", Checks.URI)
                    .optional("deviceMetadata", Checks.URI)
                    .optional("rawData", Checks.URI)
                    .optional("dataProcessingMethod", Checks.URI)
                    .optional("bizRules", Checks.URI)
                    .optional("time", Checks.TIME)
                    .optional("microorganism", Checks.URI)
                    .optional("chemicalSubstance", Checks.URI)
                    .optional("coordinateReferenceSystem", Checks.URI)
                    .optional("value", Checks.NUMBER)
                    .optional("component", Checks.vocabulary(Cbv.COMPONENT))
                    .optional("stringValue", Checks.TEXT)
                    .optional("booleanValue", Checks.BOOLEAN)
                    .optional("hexBinaryValue", Checks.HEX)
                    .optional("uriValue", Checks.URI)
                    .optional("minValue", Checks.NUMBER)
                    .optional("maxValue", Checks.NUMBER)
                    .optional("meanValue", Checks.NUMBER)
                    .optional("sDev", Checks.NUMBER)
                    .optional("percRank", Checks.NUMBER)
                    .optional("percValue", Checks.NUMBER)
                    .optional("uom", Checks.TEXT);
    static final Check SENSOR_ELEMENT =
            ObjectShape.extensible()
                    .optional("sensorMetadata", SENSOR_METADATA)
                    .required("sensorReport", Checks.list(SENSOR_REPORT, 1));

    private PartShapes() {}
}
