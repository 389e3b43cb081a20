// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A unit of administration at any level of GB/T 2260: province, prefecture or county, with the
/// days its code is in force. Immutable.
///
/// Hong Kong, Macao and Taiwan have codes of province level alone, as in the standard.
///
/// @param code six digits; `xx0000` a province, `xxyy00` a prefecture, else a county
/// @param zh its own name, without those of the units above it
/// @param from the first day of the code
/// @param to the last day of the code; empty while it is in force
/// @param successor the code that came in its place; empty while it is in force
public record Place(
        String code,
        String zh,
        LocalDate from,
        Optional<LocalDate> to,
        Optional<String> successor) {
    private static final int CODE_LENGTH = 6;

    /// How far below the country a place stands.
    public enum Level {
        PROVINCE,
        PREFECTURE,
        COUNTY
    }

    /// Loaded when first asked for, since most requests name no more than a province.
    private static final class Table {
        private static final Map<String, Place> BY_CODE = new HashMap<>();
        private static final Map<String, List<Place>> BY_NAME = new HashMap<>();

        static {
            for (Region region : Region.all()) {
                put(
                        new Place(
                                region.code(),
                                region.zh(),
                                region.from(),
                                region.to(),
                                Optional.empty()));
            }
            List<String> columns = List.of("code", "zh", "from", "to", "successor");
            CodeTable.read("places.csv", columns).stream()
                    .map(
                            row ->
                                    new Place(
                                            row.input().text("code", CODE_LENGTH),
                                            row.input().text("zh", 60),
                                            row.input().date("from"),
                                            row.input().optional("to", 10, LocalDate::parse),
                                            row.input().optionalText("successor", CODE_LENGTH)))
                    .forEach(Table::put);
            for (Place place : BY_CODE.values()) {
                name(place.zh, place);
                if (place.level() != Level.PROVINCE) {
                    name(place.province().zh() + place.zh, place);
                    name(place.fullZh(), place);
                }
            }
        }

        private static void put(Place place) {
            BY_CODE.put(place.code, place);
        }

        private static void name(String name, Place place) {
            List<Place> same = BY_NAME.computeIfAbsent(name, key -> new ArrayList<>());
            if (!same.contains(place)) {
                same.add(place);
            }
        }
    }

    /// How many codes the table has, ended ones included.
    public static int count() {
        return Table.BY_CODE.size();
    }

    /// The place of a code, in force or not.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Place of(String code) {
        Place place = Table.BY_CODE.get(code);
        if (place == null) {
            throw new IllegalArgumentException("no unit in GB/T 2260");
        }
        return place;
    }

    /// The place of a region.
    public static Place of(Region region) {
        return of(region.code());
    }

    /// Reads a place that is in force by its code, or by its Chinese name, alone or behind those
    /// above it, as `广东省深圳市南山区`; a province also by its short or English name.
    ///
    /// @throws IllegalArgumentException when there is none, when it is no longer in force, or when
    ///     several places have the name
    public static Place parse(String text) {
        String name = text.strip();
        List<Place> inForce =
                Table.BY_NAME.getOrDefault(name, List.of()).stream()
                        .filter(place -> place.to.isEmpty())
                        .toList();
        if (inForce.size() == 1) {
            return inForce.getFirst();
        }
        if (inForce.size() > 1) {
            List<String> codes = inForce.stream().map(Place::code).sorted().toList();
            throw new IllegalArgumentException("several units have this name: " + codes);
        }
        Place place = Table.BY_CODE.get(name);
        if (place == null) {
            return of(Region.parse(name));
        }
        if (place.to.isPresent()) {
            throw new IllegalArgumentException(
                    "code ended on "
                            + place.to.get()
                            + place.successor.map(code -> ", now " + code).orElse(""));
        }
        return place;
    }

    /// The units in force one level below, in the order of their codes.
    public List<Place> below() {
        return Table.BY_CODE.values().stream()
                .filter(place -> place.to.isEmpty() && place.above().equals(Optional.of(this)))
                .sorted((a, b) -> a.code.compareTo(b.code))
                .toList();
    }

    /// The unit one level above; a county of a municipality stands below the province at once.
    public Optional<Place> above() {
        return switch (level()) {
            case PROVINCE -> Optional.empty();
            case PREFECTURE -> Optional.of(of(province()));
            case COUNTY ->
                    Optional.of(
                            Table.BY_CODE.getOrDefault(
                                    code.substring(0, 4) + "00", of(province())));
        };
    }

    /// How far below the country it stands.
    public Level level() {
        if (code.endsWith("0000") || code.equals(Region.FIXTURE)) {
            return Level.PROVINCE;
        }
        return code.endsWith("00") ? Level.PREFECTURE : Level.COUNTY;
    }

    /// The province-level unit it lies in.
    public Region province() {
        return level() == Level.PROVINCE
                ? Region.of(code)
                : Region.of(code.substring(0, 2) + "0000");
    }

    /// Its name behind those of the units above it. Units that stand directly below a province do
    /// so through an entry of the standard that is no unit itself; it is left out.
    public String fullZh() {
        if (level() == Level.PROVINCE) {
            return zh;
        }
        String middle =
                above().filter(place -> place.level() == Level.PREFECTURE)
                        .filter(place -> !place.code.substring(2).equals("9000"))
                        .map(Place::zh)
                        .orElse("");
        return province().zh() + middle + zh;
    }

    /// What it is called: in English as far as a name is known, which is the province's.
    public String fullEn() {
        return level() == Level.PROVINCE ? province().en() : province().en() + ", " + zh;
    }

    @Override
    public String toString() {
        return code;
    }
}
