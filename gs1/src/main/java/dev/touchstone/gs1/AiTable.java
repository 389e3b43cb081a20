// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds application identifiers by number, without searching: the first two digits of a number
/// say how long it is (GS1 General Specifications, section 7.8).
final class AiTable {
    private static final int COLUMNS = 7;
    private static final int THREE = 100;
    private static final int FOUR = THREE + 1_000;
    private static final @Nullable ApplicationIdentifier[] BY_NUMBER =
            new @Nullable ApplicationIdentifier[FOUR + 10_000];
    private static final int[] LENGTHS = new int[100];
    private static final List<ApplicationIdentifier> ALL = read();

    private AiTable() {}

    private static List<ApplicationIdentifier> read() {
        Map<String, ApplicationIdentifier> all = new TreeMap<>();
        for (String row : Resources.lines("application-identifiers.txt")) {
            List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() != COLUMNS) {
                throw new IllegalStateException("not a row of application identifiers: " + row);
            }
            String[] range = cells.get(0).split("-", -1);
            int last = Integer.parseInt(range[range.length - 1]);
            for (int number = Integer.parseInt(range[0]); number <= last; number++) {
                String ai = String.format(Locale.ROOT, "%0" + range[0].length() + "d", number);
                ApplicationIdentifier found = ApplicationIdentifier.of(ai, cells);
                all.put(ai, found);
                BY_NUMBER[index(ai, 0, ai.length())] = found;
                LENGTHS[index(ai, 0, 2)] = ai.length();
            }
        }
        return List.copyOf(new ArrayList<>(all.values()));
    }

    static Collection<ApplicationIdentifier> all() {
        return ALL;
    }

    private static int index(CharSequence text, int from, int to) {
        int length = to - from;
        if (length < 2 || length > 4) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return length == 2 ? number : number + (length == 3 ? THREE : FOUR);
    }

    /// The identifier written from `from` to before `to`, or null.
    static @Nullable ApplicationIdentifier at(CharSequence text, int from, int to) {
        int index = index(text, from, to);
        return index < 0 ? null : BY_NUMBER[index];
    }

    /// How many digits the identifier that starts at `from` has, or 0 when none starts so.
    static int length(CharSequence text, int from) {
        int index = from + 2 <= text.length() ? index(text, from, from + 2) : -1;
        return index < 0 ? 0 : LENGTHS[index];
    }

    static Optional<ApplicationIdentifier> find(String ai) {
        return Optional.ofNullable(at(ai, 0, ai.length()));
    }

    /// The identifier `ai`, or a refusal at `position` of the URI or text being read.
    static ApplicationIdentifier require(String ai, int position) {
        ApplicationIdentifier found = at(ai, 0, ai.length());
        if (found == null) {
            throw unknown(ai, position);
        }
        return found;
    }

    static Gs1Exception unknown(String ai, int position) {
        return new Gs1Exception(
                ai,
                position,
                Gs1Exception.Rule.UNKNOWN_AI,
                "unknown application identifier " + Gs1Exception.excerpt(ai));
    }
}
