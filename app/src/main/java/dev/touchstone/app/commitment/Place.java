// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.campaign.PledgeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a commitment stands in a pledge text. Immutable.
///
/// @param part from 1
/// @param number within its part, from 1
public record Place(int part, int number) implements Comparable<Place> {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]?)-([1-9][0-9]?)");

    /// Checks that a text may have such a place.
    ///
    /// @throws IllegalArgumentException when none does
    public Place {
        if (part < 1
                || part > PledgeText.PARTS_MAX
                || number < 1
                || number > PledgeText.COMMITMENTS_MAX) {
            throw new IllegalArgumentException("no text has a commitment " + part + "-" + number);
        }
    }

    /// Reads `1-2`: the second commitment of the first part.
    ///
    /// @throws IllegalArgumentException when it is no place
    public static Place parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a place in a text, as 1-2");
        }
        return new Place(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(Place other) {
        return part == other.part
                ? Integer.compare(number, other.number)
                : Integer.compare(part, other.part);
    }

    /// As `1-2`.
    @Override
    public String toString() {
        return part + "-" + number;
    }
}
