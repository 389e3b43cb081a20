// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

/// Which item is checked.
///
/// @param gtin the GTIN as a number
/// @param item key id and counter in one number
record ScanKey(long gtin, long item) implements Comparable<ScanKey> {
    @Override
    public int compareTo(ScanKey other) {
        int byGtin = Long.compare(gtin, other.gtin);
        return byGtin != 0 ? byGtin : Long.compare(item, other.item);
    }
}
