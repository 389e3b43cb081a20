// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.Input;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the lines of a file of paper signatures, and compares them with what is there. Pure.
final class SignatureImport {
    static final List<String> REQUIRED =
            List.of("creditCode", "signerName", "signerRole", "category", "signedOn");

    /// One line that could be read.
    record Line(
            long number,
            CreditCode creditCode,
            Pledge.Signer signer,
            Category category,
            LocalDate signedOn) {}

    /// The lines that could be read, and what is wrong with the others.
    record Lines(List<Line> lines, List<LineError> errors) {}

    /// What the lines come to.
    record Result(List<Line> fresh, int unchanged, List<LineError> errors) {}

    private SignatureImport() {}

    static Lines read(List<Csv.Row> rows, Window window) {
        List<Line> lines = new ArrayList<>();
        List<LineError> errors = new ArrayList<>();
        Map<CreditCode, Long> seen = new HashMap<>();
        for (Csv.Row row : rows) {
            try {
                Line line = line(row);
                if (!window.contains(line.signedOn())) {
                    throw new Refused(Code.CAMPAIGN_NOT_OPEN, window.firstDay(), window.lastDay())
                            .at("signedOn");
                }
                Long before = seen.putIfAbsent(line.creditCode(), row.line());
                if (before != null) {
                    throw new Refused(Code.LINE_TWICE, before).at("creditCode");
                }
                lines.add(line);
            } catch (Refused refused) {
                errors.add(LineError.of(row.line(), refused));
            }
        }
        return new Lines(lines, errors);
    }

    private static Line line(Csv.Row row) {
        Input input = row.input();
        return new Line(
                row.line(),
                input.parse("creditCode", 40, SignatureImport::code),
                new Pledge.Signer(
                        input.text("signerName", Pledge.SIGNER_LENGTH_MAX),
                        input.text("signerRole", Pledge.SIGNER_LENGTH_MAX)),
                input.choice("category", Category.class),
                input.date("signedOn"));
    }

    private static CreditCode code(String text) {
        try {
            return new CreditCode(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.CREDIT_CODE_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /// Compares with the registry and the signatures that are there.
    ///
    /// @param enterprises by credit code
    /// @param signed by credit code
    static Result compare(
            Lines read, Map<String, Enterprise> enterprises, Map<String, Pledge> signed) {
        List<Line> fresh = new ArrayList<>();
        List<LineError> errors = new ArrayList<>(read.errors());
        int unchanged = 0;
        for (Line line : read.lines()) {
            String code = line.creditCode().text();
            Enterprise enterprise = enterprises.get(code);
            Pledge before = signed.get(code);
            if (enterprise == null) {
                errors.add(error(line, Code.NOT_FOUND));
            } else if (before != null) {
                if (same(before, line)) {
                    unchanged++;
                } else {
                    errors.add(error(line, Code.ALREADY_SIGNED));
                }
            } else if (enterprise.state() != EnterpriseState.VERIFIED) {
                errors.add(error(line, Code.ENTERPRISE_NOT_VERIFIED));
            } else {
                fresh.add(line);
            }
        }
        errors.sort(Comparator.comparingLong(LineError::line));
        return new Result(fresh, unchanged, errors);
    }

    private static boolean same(Pledge before, Line line) {
        return before.paper()
                && before.category() == line.category()
                && before.signedOn().equals(line.signedOn());
    }

    private static LineError error(Line line, Code code) {
        return new LineError(line.number(), "creditCode", code, List.of());
    }
}
