// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import dev.touchstone.app.copies.Forger.Copied;
import dev.touchstone.app.copies.Forger.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Lets the copy rule judge simulated checks: of items that nobody copied, and of codes that were
/// copied. The same seed gives the same result on every machine. Immutable once run.
public final class CopySimulation {
    /// How many checks the aim allows for.
    public static final int AIM_CHECKS = 8;

    /// The longest curve.
    static final int CURVE = 20;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final long seed;
    private final double placed;
    private final Share falseFlags;
    private final Map<Reach, int[]> flaggedBy = new EnumMap<>(Reach.class);
    private final int[] flaggedByAny = new int[CURVE + 1];
    private final Map<Reach, Integer> checkedOften = new EnumMap<>(Reach.class);
    private final int seldomChecked;
    private final int seldomFlagged;

    private CopySimulation(Size size, long seed, CopyDesign design) {
        this.seed = seed;
        this.placed = size.placed();
        SplittableRandom honest = new SplittableRandom(seed);
        HonestItems items = new HonestItems(honest, new People(honest, placed));
        int flagged = 0;
        for (int i = 0; i < size.honest(); i++) {
            flagged += design.suspects(items.item(START)) ? 1 : 0;
        }
        this.falseFlags = new Share(flagged, size.honest());
        SplittableRandom forged = new SplittableRandom(~seed);
        People people = new People(forged, placed);
        Forger forger = new Forger(forged, people, new HonestItems(forged, people));
        for (Reach reach : Reach.values()) {
            flaggedBy.put(reach, new int[CURVE + 1]);
            checkedOften.put(reach, 0);
        }
        int seldom = 0;
        int found = 0;
        for (int i = 0; i < size.copied(); i++) {
            Copied code = forger.code(START);
            List<Sighting> fresh = code.checks().stream().filter(check -> !check.again()).toList();
            int first = firstFlag(fresh, design);
            if (fresh.size() < AIM_CHECKS) {
                seldom++;
                found += first <= CURVE ? 1 : 0;
                continue;
            }
            for (int k = firstFlag(code.checks(), design); k <= CURVE; k++) {
                flaggedByAny[k]++;
            }
            checkedOften.merge(code.reach(), 1, Integer::sum);
            for (int k = first; k <= CURVE; k++) {
                count(code.reach())[k]++;
            }
        }
        this.seldomChecked = seldom;
        this.seldomFlagged = found;
    }

    /// How much is simulated.
    ///
    /// @param honest items that nobody copied and somebody checked
    /// @param copied codes that were copied
    /// @param placed the share of checks whose city is known
    public record Size(int honest, int copied, double placed) {
        /// Large enough for an interval below the aim.
        public static final Size WHOLE = new Size(400_000, 5_000, 0.85);

        public Size {
            if (honest < 1 || copied < 1 || !(placed >= 0 && placed <= 1)) {
                throw new IllegalArgumentException("nothing to simulate");
            }
        }
    }

    /// Runs the rule in force.
    public static CopySimulation run(Size size, long seed, CopyThresholds thresholds) {
        return run(size, seed, CopyDesign.points(thresholds));
    }

    static CopySimulation run(Size size, long seed, CopyDesign design) {
        return new CopySimulation(size, seed, design);
    }

    private static int firstFlag(List<Sighting> checks, CopyDesign design) {
        for (int k = 2; k <= Math.min(CURVE, checks.size()); k++) {
            if (design.suspects(checks.subList(0, k))) {
                return k;
            }
        }
        return CURVE + 1;
    }

    private int[] count(Reach reach) {
        return java.util.Objects.requireNonNull(flaggedBy.get(reach));
    }

    private int often(Reach reach) {
        return checkedOften.getOrDefault(reach, 0);
    }

    /// The same where checks of one device count each time.
    Share flaggedByAny(int check) {
        return new Share(flaggedByAny[check], flaggedBy(check).whole());
    }

    /// Of the copied codes that at least eight devices checked, the share suspected when so many
    /// had.
    Share flaggedBy(int check) {
        int part = 0;
        int whole = 0;
        for (Reach reach : Reach.values()) {
            part += count(reach)[check];
            whole += often(reach);
        }
        return new Share(part, whole);
    }

    Share flaggedBy(int check, Reach reach) {
        return new Share(count(reach)[check], often(reach));
    }

    /// Of the items that nobody copied, the share suspected at any time.
    Share falseFlags() {
        return falseFlags;
    }

    /// Whether 95 of 100 copied codes are suspected within eight checks, and fewer than one honest
    /// item in a thousand.
    public boolean aimReached() {
        return flaggedBy(AIM_CHECKS).value() >= 0.95 && falseFlags.value() < 0.001;
    }

    /// The curve as a table, one line each.
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "copy rule, simulated with seed %d; city known of %.0f %% of checks",
                        seed,
                        100 * placed));
        lines.add(
                "device  flagged by it  (95 % interval)    one city  one province  country"
                        + "  k-th check of any");
        for (int k = 2; k <= CURVE; k += k < 12 ? 1 : 4) {
            Share all = flaggedBy(k);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%6d  %13s  %-18s  %9s  %12s  %7s  %17s",
                            k,
                            all.percent(1),
                            all.interval(1),
                            flaggedBy(k, Reach.LOCAL).percent(1),
                            flaggedBy(k, Reach.PROVINCE).percent(1),
                            flaggedBy(k, Reach.COUNTRY).percent(1),
                            flaggedByAny(k).percent(1)));
        }
        lines.add(
                "copied codes checked by at least eight devices: "
                        + flaggedBy(AIM_CHECKS).whole()
                        + " (one city "
                        + often(Reach.LOCAL)
                        + ", one province "
                        + often(Reach.PROVINCE)
                        + ", country "
                        + often(Reach.COUNTRY)
                        + ")");
        lines.add(
                "copied codes checked by fewer: "
                        + seldomChecked
                        + ", of them flagged "
                        + new Share(seldomFlagged, seldomChecked).percent(1));
        lines.add(
                "false flags: "
                        + falseFlags.part()
                        + " of "
                        + falseFlags.whole()
                        + " checked items, "
                        + falseFlags.percent(3)
                        + " (95 % interval "
                        + falseFlags.interval(3)
                        + ")");
        lines.add(aimReached() ? "aim reached" : "aim missed");
        return lines;
    }

    /// The curve as a picture, an SVG document.
    public String picture() {
        return CurvePicture.svg(this);
    }

    /// Other designs on the same checks, one line each: only the number of devices, only the
    /// number of cities.
    public static List<String> compare(Size size, long seed, CopyThresholds thresholds) {
        Map<String, CopyDesign> designs = new LinkedHashMap<>();
        designs.put("points (in force)", CopyDesign.points(thresholds));
        for (int from = 6; from <= 9; from++) {
            designs.put(from + " devices", CopyDesign.count(from));
        }
        for (int from = 3; from <= 5; from++) {
            designs.put(from + " cities", CopyDesign.cities(from));
        }
        List<String> lines = new ArrayList<>();
        lines.add("design             flagged by 6 devices  by 8 devices  false flags");
        designs.forEach(
                (name, design) -> {
                    CopySimulation run = run(size, seed, design);
                    lines.add(
                            String.format(
                                    Locale.ROOT,
                                    "%-17s  %20s  %12s  %11s",
                                    name,
                                    run.flaggedBy(6).percent(1),
                                    run.flaggedBy(AIM_CHECKS).percent(1),
                                    run.falseFlags().percent(3)));
                });
        return lines;
    }
}
