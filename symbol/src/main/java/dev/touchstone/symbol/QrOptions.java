// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// How a symbol is to be made.
///
/// @param level the least level of error correction
/// @param raise whether a higher level is taken when the same version holds it, at no cost in size
/// @param versionMin smallest version, 1 to 40
/// @param versionMax largest version, `versionMin` to 40
/// @param mask 0 to 7, or [#AUTOMATIC] for the one with the lowest penalty
/// @param gs1 whether the text is a GS1 element string: FNC1 in first position (7.4.8.2), and the
///     character GS (U+001D) as separator
public record QrOptions(
        QrLevel level, boolean raise, int versionMin, int versionMax, int mask, boolean gs1) {
    /// The mask is chosen by penalty (7.8.3).
    public static final int AUTOMATIC = -1;

    /// The largest version there is.
    public static final int VERSION_MAX = 40;

    static final int MASKS = 8;

    public QrOptions {
        if (versionMin < 1 || versionMax < versionMin || versionMax > VERSION_MAX) {
            throw new IllegalArgumentException(
                    "versions %d to %d are not within 1 to 40".formatted(versionMin, versionMax));
        }
        if (mask < AUTOMATIC || mask >= MASKS) {
            throw new IllegalArgumentException("no mask " + mask);
        }
    }

    /// Any version, automatic mask, this level or a higher one that costs nothing.
    public static QrOptions of(QrLevel level) {
        return new QrOptions(level, true, 1, VERSION_MAX, AUTOMATIC, false);
    }

    /// The same with exactly its level.
    public QrOptions exactly() {
        return new QrOptions(level, false, versionMin, versionMax, mask, gs1);
    }

    /// The same within these versions.
    public QrOptions versions(int min, int max) {
        return new QrOptions(level, raise, min, max, mask, gs1);
    }

    /// The same with this mask.
    public QrOptions mask(int number) {
        return new QrOptions(level, raise, versionMin, versionMax, number, gs1);
    }

    /// The same for a GS1 element string without brackets.
    public QrOptions elementString() {
        return new QrOptions(level, raise, versionMin, versionMax, mask, true);
    }
}
