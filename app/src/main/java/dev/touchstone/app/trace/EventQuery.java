// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.epcis.EventTime;
import dev.touchstone.gs1.ItemKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which events are asked for (EPCIS 2.0, section 8.2.7.1: the parameters of the simple event
/// query). Immutable.
///
/// @param words by column: the event has one of the values
/// @param things each: the event touches one of the items in one of the roles
/// @param fromEventTime the earliest event time, included
/// @param toEventTime the latest event time, excluded
/// @param fromRecordTime the earliest time of capture, included
/// @param toRecordTime the latest time of capture, excluded
/// @param after the last event of the page before
/// @param perPage how many events at most
record EventQuery(
        Map<Column, List<String>> words,
        List<Things> things,
        Optional<Instant> fromEventTime,
        Optional<Instant> toEventTime,
        Optional<Instant> fromRecordTime,
        Optional<Instant> toRecordTime,
        Optional<Place> after,
        int perPage) {
    static final int PER_PAGE_DEFAULT = 30;
    static final int PER_PAGE_MAX = 1_000;

    private static final int VALUES_MAX = 100;
    private static final String CBV = "https://ref.gs1.org/cbv/";

    /// A column that is compared with words.
    enum Column {
        EVENT_ID,
        TYPE,
        ACTION,
        BIZ_STEP,
        DISPOSITION,
        READ_POINT,
        BIZ_LOCATION
    }

    /// Items in roles.
    record Things(List<String> items, List<String> roles) {}

    /// A place in the order of events: latest event time first, then id.
    record Place(Instant eventTime, UUID id) {
        String token() {
            ByteBuffer bytes = ByteBuffer.allocate(28);
            bytes.putLong(eventTime.getEpochSecond()).putInt(eventTime.getNano());
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        static Place of(String token) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
                Instant time = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
                return new Place(time, new UUID(bytes.getLong(), bytes.getLong()));
            } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
                throw new Refused(Code.INVALID_VALUE, "nextPageToken").at("nextPageToken");
            }
        }
    }

    private static final Map<String, Column> WORDS =
            Map.of(
                    "EQ_eventID", Column.EVENT_ID,
                    "eventType", Column.TYPE,
                    "EQ_action", Column.ACTION,
                    "EQ_bizStep", Column.BIZ_STEP,
                    "EQ_disposition", Column.DISPOSITION,
                    "EQ_readPoint", Column.READ_POINT,
                    "EQ_bizLocation", Column.BIZ_LOCATION);

    private static final Map<String, List<String>> ROLES =
            Map.of(
                    "MATCH_epc", List.of("EPC", "CHILD"),
                    "MATCH_epcClass", List.of("EPC", "CHILD"),
                    "MATCH_parentID", List.of("PARENT"),
                    "MATCH_inputEPC", List.of("INPUT"),
                    "MATCH_inputEPCClass", List.of("INPUT"),
                    "MATCH_outputEPC", List.of("OUTPUT"),
                    "MATCH_outputEPCClass", List.of("OUTPUT"),
                    "MATCH_anyEPC", List.of("EPC", "PARENT", "CHILD", "INPUT", "OUTPUT"),
                    "MATCH_anyEPCClass", List.of("EPC", "CHILD", "INPUT", "OUTPUT"));

    private static final Set<String> OTHERS =
            Set.of(
                    "GE_eventTime",
                    "LT_eventTime",
                    "GE_recordTime",
                    "LT_recordTime",
                    "perPage",
                    "nextPageToken",
                    "lang");

    /// Reads the parameters of a query.
    ///
    /// @throws Refused UNKNOWN_FIELD for a parameter that is not known, or naming the wrong one
    static EventQuery of(Map<String, String> parameters) {
        Map<Column, List<String>> words = new HashMap<>();
        List<Things> things = new ArrayList<>();
        parameters.forEach(
                (name, value) -> {
                    if (WORDS.containsKey(name)) {
                        words.put(WORDS.get(name), values(name, value));
                    } else if (ROLES.containsKey(name)) {
                        things.add(new Things(items(name, value), ROLES.get(name)));
                    } else if (!OTHERS.contains(name)) {
                        throw new Refused(Code.UNKNOWN_FIELD).at(name);
                    }
                });
        return new EventQuery(
                words,
                things,
                time(parameters, "GE_eventTime"),
                time(parameters, "LT_eventTime"),
                time(parameters, "GE_recordTime"),
                time(parameters, "LT_recordTime"),
                Optional.ofNullable(parameters.get("nextPageToken")).map(Place::of),
                perPage(parameters));
    }

    /// The query for one event by its identifier.
    static EventQuery byId(String eventId) {
        EventQuery all = of(Map.of());
        return new EventQuery(
                Map.of(Column.EVENT_ID, List.of(eventId)),
                all.things,
                all.fromEventTime,
                all.toEventTime,
                all.fromRecordTime,
                all.toRecordTime,
                all.after,
                all.perPage);
    }

    /// The bare word of a CBV URI (CBV 2.0, section 7): that is how words are kept.
    private static String bare(String word) {
        int dash = word.indexOf('-');
        return word.startsWith(CBV) && dash > 0 ? word.substring(dash + 1) : word;
    }

    private static List<String> values(String name, String value) {
        List<String> values =
                Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .map(EventQuery::bare)
                        .distinct()
                        .toList();
        if (values.size() > VALUES_MAX || values.contains("")) {
            throw new Refused(Code.WRONG_COUNT, 1, VALUES_MAX).at(name);
        }
        return values;
    }

    private static List<String> items(String name, String value) {
        try {
            return values(name, value).stream().map(epc -> ItemKey.of(epc).uri()).toList();
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at(name);
        }
    }

    private static Optional<Instant> time(Map<String, String> parameters, String name) {
        try {
            return Optional.ofNullable(parameters.get(name)).map(EventTime::instantOf);
        } catch (DateTimeException e) {
            throw new Refused(Code.WRONG_TYPE, "YYYY-MM-DDThh:mm:ss+hh:mm").at(name);
        }
    }

    private static int perPage(Map<String, String> parameters) {
        String text = parameters.getOrDefault("perPage", String.valueOf(PER_PAGE_DEFAULT));
        int perPage;
        try {
            perPage = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refused(Code.WRONG_TYPE, "integer").at("perPage");
        }
        if (perPage < 1 || perPage > PER_PAGE_MAX) {
            throw new Refused(Code.OUT_OF_RANGE, 1, PER_PAGE_MAX).at("perPage");
        }
        return perPage;
    }
}
