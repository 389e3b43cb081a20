// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which application identifiers exist, and the shape of their values.
///
/// One row is `first[-last] | components | key qualifiers`. A component is a character set (`N`
/// digits, `X` set 82, `Y` set 39) with a fixed or longest length and checks behind commas; one in
/// brackets may be missing. A third column marks a Digital Link primary key; it lists the allowed
/// qualifiers in their order, alternatives parted by `/`.
final class AiTable {
    private static final String ROWS =
            """
            00        | N18,check                |
            01        | N14,check                | 22 10 21 / 235
            02-03     | N14,check
            10        | X..20
            11-13     | N6,date
            15-17     | N6,date
            20        | N2
            21-22     | X..20
            235       | X..28
            240-241   | X..30
            242       | N..6
            243       | X..20
            250-251   | X..30
            253       | N13,check [X..17]        |
            254       | X..20
            255       | N13,check [N..12]        |
            30        | N..8
            3100-3105 | N6
            3110-3115 | N6
            3120-3125 | N6
            3130-3135 | N6
            3140-3145 | N6
            3150-3155 | N6
            3160-3165 | N6
            3200-3205 | N6
            3300-3305 | N6
            37        | N..8
            3900-3909 | N..15
            3920-3929 | N..15
            400       | X..30
            401       | X..30                    |
            402       | N17,check                |
            403       | X..30
            410-413   | N13,check
            414       | N13,check                | 254 / 7040
            415       | N13,check                | 8020
            416       | N13,check
            417       | N13,check                | 7040
            422       | N3
            424       | N3
            426       | N3
            7003      | N10
            7040      | N1 X1 X1 X1
            8003      | N1,zero N13,check [X..16] |
            8004      | X..30                    | 7040
            8006      | N14,check N4             | 22 10 21
            8008      | N8 [N..4]
            8010      | Y..30                    | 8011
            8011      | N..12,noleadingzero
            8013      | X..25                    |
            8017-8018 | N18,check                | 8019
            8019      | N..10
            8020      | X..25
            8026      | N14,check N4
            90        | X..30
            91-99     | X..90
            """;

    private static final Map<String, AiFormat> FORMATS = read(ROWS);

    private AiTable() {}

    static Optional<AiFormat> find(String ai) {
        return Optional.ofNullable(FORMATS.get(ai));
    }

    /// The format of `ai`, or a refusal at `position` of the URI or text being read.
    static AiFormat require(String ai, int position) {
        return find(ai).orElseThrow(
                        () ->
                                new Gs1Exception(
                                        ai,
                                        position,
                                        Gs1Exception.Rule.UNKNOWN_AI,
                                        "unknown application identifier "
                                                + Gs1Exception.excerpt(ai)));
    }

    private static Map<String, AiFormat> read(String rows) {
        Map<String, AiFormat> formats = new HashMap<>();
        for (String row : rows.split("\n", -1)) {
            if (row.isBlank()) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            for (String cell : row.split("\\|", -1)) {
                cells.add(cell.strip());
            }
            String[] range = cells.get(0).split("-", -1);
            int last = Integer.parseInt(range[range.length - 1]);
            boolean key = cells.size() > 2;
            List<List<String>> qualifiers = key ? qualifiers(cells.get(2)) : List.of();
            for (int number = Integer.parseInt(range[0]); number <= last; number++) {
                String ai = String.format("%0" + range[0].length() + "d", number);
                formats.put(ai, AiFormat.of(ai, cells.get(1), key, qualifiers));
            }
        }
        return Map.copyOf(formats);
    }

    private static List<List<String>> qualifiers(String cell) {
        List<List<String>> sequences = new ArrayList<>();
        for (String sequence : cell.split("/", -1)) {
            String stripped = sequence.strip();
            sequences.add(stripped.isEmpty() ? List.of() : List.of(stripped.split(" ", -1)));
        }
        return List.copyOf(sequences);
    }
}
