// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One member of an event in the order in which its hash takes them (CBV 2.0, section 8.9.2).
///
/// @param name the member's name
/// @param kind how its value is written
/// @param element the name written before an object of it
/// @param members the order inside an object
/// @param vocabulary the CBV vocabulary of a word; empty for the GS1 web vocabulary
record HashOrder(
        String name, Kind kind, String element, List<HashOrder> members, Optional<Cbv> vocabulary) {
    /// How a value is written.
    enum Kind {
        TIME,
        TEXT,
        WORD,
        EPCS,
        OBJECT,
        PAIRS,
        ELEMENTS
    }

    private static final List<HashOrder> QUANTITY = texts("epcClass", "quantity", "uom");
    private static final List<HashOrder> SENSOR_METADATA =
            join(
                    Stream.of(time("time"), time("startTime"), time("endTime")),
                    texts(
                            "deviceID",
                            "deviceMetadata",
                            "rawData",
                            "dataProcessingMethod",
                            "bizRules")
                            .stream());
    private static final List<HashOrder> SENSOR_REPORT =
            Stream.of(
                            Stream.of(vocWord("type"), vocWord("exception")),
                            texts("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod")
                                    .stream(),
                            Stream.of(time("time")),
                            texts("microorganism", "chemicalSubstance", "value").stream(),
                            Stream.of(word("component", Cbv.COMPONENT)),
                            texts(
                                    "stringValue",
                                    "booleanValue",
                                    "hexBinaryValue",
                                    "uriValue",
                                    "minValue",
                                    "maxValue",
                                    "meanValue",
                                    "sDev",
                                    "percRank",
                                    "percValue",
                                    "uom",
                                    "coordinateReferenceSystem")
                                    .stream())
                    .flatMap(part -> part)
                    .toList();
    private static final List<HashOrder> SENSOR_ELEMENT =
            List.of(
                    object("sensorMetadata", SENSOR_METADATA),
                    object("sensorReport", SENSOR_REPORT));
    private static final List<HashOrder> PLACE = texts("id");
    private static final List<HashOrder> DISPOSITIONS =
            List.of(word("set", Cbv.DISPOSITION), word("unset", Cbv.DISPOSITION));

    /// The members of an event.
    static final List<HashOrder> EVENT =
            List.of(
                    time("eventTime"),
                    text("eventTimeZoneOffset"),
                    text("certificationInfo"),
                    of("epcList", Kind.EPCS, List.of()),
                    text("parentID"),
                    of("inputEPCList", Kind.EPCS, List.of()),
                    of("childEPCs", Kind.EPCS, List.of()),
                    elements("quantityList", "quantityElement", QUANTITY),
                    elements("childQuantityList", "quantityElement", QUANTITY),
                    elements("inputQuantityList", "quantityElement", QUANTITY),
                    of("outputEPCList", Kind.EPCS, List.of()),
                    elements("outputQuantityList", "quantityElement", QUANTITY),
                    text("action"),
                    text("transformationID"),
                    word("bizStep", Cbv.BIZ_STEP),
                    word("disposition", Cbv.DISPOSITION),
                    object("persistentDisposition", DISPOSITIONS),
                    object("readPoint", PLACE),
                    object("bizLocation", PLACE),
                    pairs("bizTransactionList", Cbv.BIZ_TRANSACTION_TYPE, "bizTransaction"),
                    pairs("destinationList", Cbv.SOURCE_DEST_TYPE, "destination"),
                    pairs("sourceList", Cbv.SOURCE_DEST_TYPE, "source"),
                    elements("sensorElementList", "sensorElement", SENSOR_ELEMENT));

    private static HashOrder of(String name, Kind kind, List<HashOrder> members) {
        return new HashOrder(name, kind, name, members, Optional.empty());
    }

    private static HashOrder time(String name) {
        return of(name, Kind.TIME, List.of());
    }

    private static HashOrder text(String name) {
        return of(name, Kind.TEXT, List.of());
    }

    private static List<HashOrder> texts(String... names) {
        return Stream.of(names).map(HashOrder::text).toList();
    }

    private static HashOrder object(String name, List<HashOrder> members) {
        return of(name, Kind.OBJECT, members);
    }

    private static HashOrder elements(String name, String element, List<HashOrder> members) {
        return new HashOrder(name, Kind.ELEMENTS, element, members, Optional.empty());
    }

    private static HashOrder pairs(String name, Cbv vocabulary, String member) {
        return of(name, Kind.PAIRS, List.of(word("type", vocabulary), text(member)));
    }

    private static HashOrder word(String name, Cbv vocabulary) {
        return new HashOrder(name, Kind.WORD, name, List.of(), Optional.of(vocabulary));
    }

    private static HashOrder vocWord(String name) {
        return of(name, Kind.WORD, List.of());
    }

    private static List<HashOrder> join(Stream<HashOrder> first, Stream<HashOrder> second) {
        return Stream.concat(first, second).toList();
    }
}
