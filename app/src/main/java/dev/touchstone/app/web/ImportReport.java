// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an upload did, or would do. Immutable.
///
/// @param dryRun whether nothing was to be stored
/// @param lines how many lines were read, the header not counted
/// @param created how many things are new
/// @param unchanged how many were there already, with the same content
/// @param errors what is wrong, by line; nothing is stored unless this is empty
public record ImportReport(
        boolean dryRun, int lines, int created, int unchanged, List<LineError> errors) {
    public ImportReport {
        errors = List.copyOf(errors);
    }

    /// Says whether a program that uploads a file wants no more than the report.
    public static boolean dryRun(Request request) {
        return request.query("dryRun", ImportReport::flag).orElse(false);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    /// The report as JSON.
    ///
    /// @param request in whose language the errors are told
    public Map<String, Object> json(Request request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dryRun", dryRun);
        json.put("lines", lines);
        json.put("created", created);
        json.put("unchanged", unchanged);
        json.put("errorCount", errors.size());
        json.put("errors", request.errors(errors));
        return json;
    }

    /// Passes when no line has an error.
    ///
    /// @throws Refused CSV_INVALID with the errors
    public ImportReport requireClean() {
        if (!errors.isEmpty()) {
            throw new Refused(Code.CSV_INVALID, errors.size()).with(errors);
        }
        return this;
    }
}
