// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.util.List;

/// What is wrong in one line of an uploaded file. Immutable.
///
/// @param line the line's number in the file, from 1; the header is line 1
/// @param field the column at fault, empty when it is the line as a whole
/// @param code why, with the arguments its sentence needs
public record LineError(long line, String field, Code code, List<Object> arguments) {
    /// How many of a file's errors are told; their number is told whole.
    public static final int SHOWN_MAX = 100;

    public LineError {
        arguments = List.copyOf(arguments);
    }

    /// A refusal that happened while a line was read.
    public static LineError of(long line, Refused refused) {
        return new LineError(line, refused.field().orElse(""), refused.code(), refused.arguments());
    }
}
