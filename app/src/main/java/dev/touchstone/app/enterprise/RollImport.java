// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Compares the lines of a roll with the registry: which enterprises are new, which are there
/// already, which lines are wrong. Stores nothing. Immutable.
///
/// @param fresh registrations to store, in the order of the file
/// @param unchanged how many lines say what is registered already
/// @param errors what is wrong, in the order of the file
record RollImport(List<Registration> fresh, int unchanged, List<LineError> errors) {
    static RollImport compare(
            Tx tx, EnterpriseStore store, ChangeStore changes, List<Csv.Row> rows) {
        List<LineError> errors = new ArrayList<>();
        Map<String, Long> lineOfCode = new HashMap<>();
        Map<String, Registration> read = new LinkedHashMap<>();
        for (Csv.Row row : rows) {
            try {
                Registration registration = Registration.of(row.input());
                String code = registration.creditCode().text();
                Long before = lineOfCode.putIfAbsent(code, row.line());
                if (before != null) {
                    throw new Refused(Code.LINE_TWICE, before).at("creditCode");
                }
                read.put(code, registration);
            } catch (Refused refused) {
                errors.add(LineError.of(row.line(), refused));
            }
        }
        List<Enterprise> registered = store.withCodes(tx, read.keySet());
        Set<String> sites = siteKeys(tx, changes, registered);
        int unchanged = 0;
        for (Enterprise enterprise : registered) {
            String code = enterprise.creditCode().text();
            Registration said = Objects.requireNonNull(read.remove(code));
            boolean siteKnown =
                    said.site().isEmpty()
                            || sites.contains(siteKey(enterprise.id(), said.site().get()));
            if (said.describes(enterprise) && siteKnown) {
                unchanged++;
            } else {
                long line = lineOfCode.getOrDefault(code, 0L);
                errors.add(new LineError(line, "creditCode", Code.CREDIT_CODE_DIFFERS, List.of()));
            }
        }
        errors.sort(Comparator.comparingLong(LineError::line));
        return new RollImport(List.copyOf(read.values()), unchanged, errors);
    }

    ImportReport report(boolean dryRun, boolean skipBad, int lines) {
        return new ImportReport(dryRun, skipBad, lines, fresh.size(), unchanged, errors);
    }

    private static Set<String> siteKeys(Tx tx, ChangeStore store, List<Enterprise> registered) {
        Set<String> keys = new HashSet<>();
        for (Site site : store.sites(tx, registered.stream().map(Enterprise::id).toList())) {
            Registration.SiteName named = new Registration.SiteName(site.name(), site.place());
            keys.add(siteKey(site.enterprise(), named));
        }
        return keys;
    }

    private static String siteKey(UUID enterprise, Registration.SiteName site) {
        return enterprise + " " + site.place().code() + " " + site.name();
    }
}
