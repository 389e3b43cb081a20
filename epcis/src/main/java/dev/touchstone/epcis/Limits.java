// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// How much one reading takes before it refuses; each limit is the largest accepted value.
///
/// @param documentBytesMax bytes of the whole document, byte order mark not counted
/// @param eventBytesMax bytes of one event, and of what stands before the event list
/// @param eventsMax events of one document
/// @param nestingDepthMax open objects and arrays, counted from the document's own
/// @param stringCharsMax characters of one text value
/// @param epcsPerEventMax identifiers and quantity elements of one event together
public record Limits(
        long documentBytesMax,
        int eventBytesMax,
        int eventsMax,
        int nestingDepthMax,
        int stringCharsMax,
        int epcsPerEventMax) {
    /// The limits of a capture: 64 MiB, 2 MiB an event, 10,000 events, 64 levels, 65,536
    /// characters, 10,000 identifiers an event.
    public static final Limits CAPTURE =
            new Limits(64L * 1024 * 1024, 2 * 1024 * 1024, 10_000, 64, 65_536, 10_000);

    /// Checks that every limit is positive.
    public Limits {
        if (documentBytesMax < 1
                || eventBytesMax < 1
                || eventsMax < 1
                || nestingDepthMax < 1
                || stringCharsMax < 1
                || epcsPerEventMax < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }
}
