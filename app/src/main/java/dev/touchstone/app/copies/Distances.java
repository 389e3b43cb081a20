// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import dev.touchstone.app.web.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far two provinces are from each other at the least: between their capitals, less the reach
/// of each from its capital. Coarse on purpose, and never too far: neighbours are 0 km apart.
final class Distances {
    private static final double EARTH_KM = 6_371;

    /// A province.
    ///
    /// @param latitude of its capital, degrees
    /// @param reachKm how far its farthest corner is from the capital, roughly
    /// @param people who live there, in hundred thousands
    record Province(int code, double latitude, double longitude, int reachKm, int people) {}

    private static final Map<Integer, Province> PROVINCES = load();

    private Distances() {}

    private static Map<Integer, Province> load() {
        Map<Integer, Province> provinces = new HashMap<>();
        try (InputStream in = Distances.class.getResourceAsStream("provinces.csv")) {
            if (in == null) {
                throw new IllegalStateException("no provinces.csv");
            }
            List<String> columns = List.of("code", "latitude", "longitude", "reach", "people");
            Csv.read(in.readAllBytes(), columns, List.of()).stream()
                    .map(Csv.Row::input)
                    .map(
                            row ->
                                    new Province(
                                            (int) row.integer("code", 11, 82),
                                            Double.parseDouble(row.text("latitude", 6)),
                                            Double.parseDouble(row.text("longitude", 6)),
                                            (int) row.integer("reach", 0, 3_000),
                                            (int) row.integer("people", 1, 2_000)))
                    .forEach(province -> provinces.put(province.code(), province));
        } catch (IOException e) {
            throw new UncheckedIOException("reading provinces.csv", e);
        }
        return Map.copyOf(provinces);
    }

    /// Every province-level unit.
    static List<Province> provinces() {
        return PROVINCES.values().stream()
                .sorted((a, b) -> Integer.compare(a.code(), b.code()))
                .toList();
    }

    /// The least distance between places of two provinces, in kilometres; 0 when one is unknown.
    ///
    /// @param one the first two digits of its code
    static double kilometres(int one, int other) {
        Province from = PROVINCES.get(one);
        Province to = PROVINCES.get(other);
        if (from == null || to == null || one == other) {
            return 0;
        }
        double lat1 = Math.toRadians(from.latitude());
        double lat2 = Math.toRadians(to.latitude());
        double half = Math.toRadians(to.longitude() - from.longitude()) / 2;
        double haversine =
                Math.pow(Math.sin((lat2 - lat1) / 2), 2)
                        + Math.cos(lat1) * Math.cos(lat2) * Math.pow(Math.sin(half), 2);
        double apart = 2 * EARTH_KM * Math.asin(Math.sqrt(haversine));
        return Math.max(0, apart - from.reachKm() - to.reachKm());
    }
}
