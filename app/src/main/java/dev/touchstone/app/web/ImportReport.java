// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an upload did, or would do. Immutable.
///
/// @param dryRun whether nothing was to be stored
/// @param skipBad whether lines with errors were to be left out, instead of refusing all
/// @param lines how many lines were read, the header not counted
/// @param created how many things are new
/// @param unchanged how many were there already, with the same content
/// @param errors what is wrong, by line; unless this is empty nothing is stored, or with `skipBad`
///     the other lines alone
public record ImportReport(
        boolean dryRun,
        boolean skipBad,
        int lines,
        int created,
        int unchanged,
        List<LineError> errors) {
    public ImportReport {
        errors = List.copyOf(errors);
    }

    /// What an upload did that takes every line or none.
    public ImportReport(
            boolean dryRun, int lines, int created, int unchanged, List<LineError> errors) {
        this(dryRun, false, lines, created, unchanged, errors);
    }

    /// Says whether a program that uploads a file wants no more than the report.
    public static boolean dryRun(Request request) {
        return request.query("dryRun", ImportReport::flag).orElse(false);
    }

    /// Says whether a program that uploads a file wants lines with errors left out.
    public static boolean skipBad(Request request) {
        return request.query("skipBad", ImportReport::flag).orElse(false);
    }

    /// Answers a program that uploaded a file: the report as JSON or, when its query says
    /// `report=csv`, the file of the refused lines.
    public Response response(Request request) {
        Optional<String> form = request.query("report");
        if (form.isEmpty() || form.get().equals("json")) {
            return Response.json(json(request));
        }
        if (form.get().equals("csv")) {
            return refusedLines(request);
        }
        throw new Refused(Code.UNKNOWN_VALUE, "csv, json").at("report");
    }

    /// The refused lines as a CSV file to keep: line, field, code and reason; every one of them.
    ///
    /// @param request in whose language the reasons are told
    public Response refusedLines(Request request) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        csv.append(Csv.line(List.of("line", "field", "code", "reason")));
        for (LineError error : errors) {
            csv.append(
                    Csv.line(
                            List.of(
                                    String.valueOf(error.line()),
                                    error.field(),
                                    error.code().name(),
                                    request.text(error))));
        }
        byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
        return Response.bytes(200, "text/csv; charset=utf-8", bytes)
                .attachment("refused-lines.csv");
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
        json.put("skipBad", skipBad);
        json.put("lines", lines);
        json.put("created", created);
        json.put("unchanged", unchanged);
        json.put("errorCount", errors.size());
        json.put("errors", request.errors(errors));
        return json;
    }

    /// Passes when no line has an error, or lines with errors are left out.
    ///
    /// @throws Refused CSV_INVALID with the errors
    public ImportReport requireClean() {
        if (!errors.isEmpty() && !skipBad) {
            throw new Refused(Code.CSV_INVALID, errors.size()).with(errors);
        }
        return this;
    }
}
