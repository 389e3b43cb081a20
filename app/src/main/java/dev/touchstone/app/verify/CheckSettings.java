// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.scan.PlacePages;
import dev.touchstone.app.web.Request;
import java.util.stream.Stream;

/// What an operator sets about checks. Immutable.
///
/// @param perPrefix `limit.checks.per-minute`: looks and checks from one network prefix in a
///     minute, at half of which browsers are asked for a proof of work
/// @param perCode `limit.checks.per-code`: looks and checks of one code in a minute
/// @param perKey `limit.checks.per-key`: codes that the API key of a shop or inspector asks about
///     in a minute
/// @param placeHeader `check.place-header`: the header in which the proxy tells the visitor's
///     prefecture, as six digits of GB/T 2260; used only behind a proxy. Empty: places are unknown
/// @param thresholds `copies.thresholds`: a file with other points of the copy rule. Empty: those
///     that come with the program
public record CheckSettings(
        int perPrefix, int perCode, int perKey, String placeHeader, String thresholds) {
    /// Where a visitor is: a prefecture at the most, as the proxy tells, or else as the visitor
    /// says; else unknown.
    int place(Request request) {
        int told = toldByProxy(request);
        return told == Sighting.UNKNOWN ? PlacePages.told(request) : told;
    }

    private int toldByProxy(Request request) {
        String told = placeHeader.isEmpty() ? "" : request.header(placeHeader).strip();
        if (!told.matches("[1-9][0-9]{5}")) {
            return Sighting.UNKNOWN;
        }
        return Stream.of(told.substring(0, 4) + "00", told.substring(0, 2) + "0000")
                .filter(code -> !code.equals(Region.FIXTURE) && exists(code))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(Sighting.UNKNOWN);
    }

    /// Municipalities have no prefectures, though their districts have codes as if.
    private static boolean exists(String code) {
        try {
            return Place.of(code).level() != Place.Level.COUNTY;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
