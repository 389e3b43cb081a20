// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the page of the roll shows. Immutable.
///
/// @param query the filter as the caller gave it, by name
public record RollPage(Roll.View view, Map<String, String> query) {
    /// The names of the filter.
    static final List<String> NAMES =
            List.of("year", "province", "industry", "category", "state", "q");

    private static final int LEVELS = 5;
    private static final int BAR_UNITS = 100;

    public RollPage {
        query = Map.copyOf(query);
    }

    /// A province as a tile.
    ///
    /// @param level 0 for no entry, up to 5 for the most
    public record Tile(Region region, long count, int level) {}

    /// An industry as a bar.
    ///
    /// @param width of 100
    public record Bar(Industry industry, long count, int width) {}

    /// The provinces as tiles, where each has its place.
    public List<Tile> tiles() {
        long most = most(view.byProvince());
        List<Tile> tiles = new ArrayList<>();
        for (Region region : Region.all()) {
            if (region.column() >= 0) {
                long count = view.byProvince().getOrDefault(region.code(), 0L);
                int level = count == 0 ? 0 : (int) Math.ceilDiv(count * LEVELS, most);
                tiles.add(new Tile(region, count, level));
            }
        }
        return tiles;
    }

    /// The industries that have entries, as bars.
    public List<Bar> bars() {
        long most = most(view.byIndustry());
        List<Bar> bars = new ArrayList<>();
        for (Industry industry : Industry.all()) {
            long count = view.byIndustry().getOrDefault(industry.code(), 0L);
            if (count > 0) {
                bars.add(new Bar(industry, count, (int) Math.ceilDiv(count * BAR_UNITS, most)));
            }
        }
        return bars;
    }

    private static long most(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    }

    /// The query of the page before, empty on the first.
    public String before() {
        return view.before() ? with("before", view.entries().getFirst().pledge().toString()) : "";
    }

    /// The query of the page after, empty on the last.
    public String after() {
        return view.after() ? with("after", view.entries().getLast().pledge().toString()) : "";
    }

    /// The filter alone.
    public String all() {
        return with("after", "");
    }

    /// Whether the filter says more than a text to search for.
    public boolean filtered() {
        return query.keySet().stream().anyMatch(name -> !name.equals("q"));
    }

    /// What the filter says, empty when it says nothing.
    public String asked(String name) {
        return query.getOrDefault(name, "");
    }

    /// The filter as a query string, with one value changed.
    ///
    /// @param value empty to drop it
    public String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (String each : NAMES) {
            changed.put(each, asked(each));
        }
        changed.put(name, value);
        StringBuilder text = new StringBuilder();
        changed.forEach(
                (key, said) -> {
                    if (!said.isEmpty()) {
                        text.append(text.isEmpty() ? "?" : "&").append(key).append('=');
                        text.append(URLEncoder.encode(said, StandardCharsets.UTF_8));
                    }
                });
        return text.toString();
    }
}
