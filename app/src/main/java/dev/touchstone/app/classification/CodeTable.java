// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import dev.touchstone.app.web.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads the tables of national codes that ship with the program.
final class CodeTable {
    private CodeTable() {}

    static List<Csv.Row> read(String file, List<String> columns) {
        try (InputStream in = CodeTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file);
            }
            return Csv.read(in.readAllBytes(), columns, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
