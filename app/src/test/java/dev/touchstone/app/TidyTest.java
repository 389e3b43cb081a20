// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Style as a test: what STYLE.md says about sizes, names, messages, tables and documents.
class TidyTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int FILE_LINES_MAX = 400;
    private static final int LINE_LENGTH_MAX = 100;
    private static final int SLICE_FILES_MAX = 20;
    private static final int BLOB_BYTES_MAX = 1_000_000;

    private static List<Path> files(String... suffixes) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(TidyTest::ours)
                    .filter(p -> Stream.of(suffixes).anyMatch(s -> p.toString().endsWith(s)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ours(Path path) {
        String text = ROOT.relativize(path).toString();
        return !text.contains("target/")
                && !text.contains(".git/")
                && !text.contains("node_modules/")
                && !text.startsWith("data/")
                && !text.startsWith("demo-data/");
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return ROOT.relativize(path).toString();
    }

    @Test
    void javaFilesAreShortNarrowAndLicensed() {
        List<String> faults = new ArrayList<>();
        List<Path> java = files(".java");
        for (Path file : java) {
            List<String> lines = read(file).lines().toList();
            if (lines.size() > FILE_LINES_MAX) {
                faults.add(name(file) + " has " + lines.size() + " lines");
            }
            if (!lines.getFirst().equals("// SPDX-License-Identifier: Apache-2.0")) {
                faults.add(name(file) + " has no licence line");
            }
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_LENGTH_MAX
                        && !lines.get(i).startsWith("import ")) {
                    faults.add(name(file) + ":" + (i + 1) + " is too wide");
                }
            }
        }
        assertThat(java).hasSizeGreaterThan(100);
        assertThat(faults).isEmpty();
    }

    @Test
    void aSliceHasAtMostTwentyFiles() {
        Path app = ROOT.resolve("app/src/main/java/dev/touchstone/app");
        Map<String, Integer> perSlice = new TreeMap<>();
        for (Path file : files(".java")) {
            if (file.startsWith(app) && !file.getParent().equals(app)) {
                perSlice.merge(app.relativize(file.getParent()).toString(), 1, Integer::sum);
            }
        }
        assertThat(perSlice).isNotEmpty();
        assertThat(perSlice)
                .allSatisfy(
                        (slice, n) -> assertThat(n).as(slice).isLessThanOrEqualTo(SLICE_FILES_MAX));
        assertThat(perSlice.keySet()).noneMatch(slice -> slice.contains("/"));
    }

    @Test
    void everyTaskLeftHasANumber() {
        Pattern unnumbered =
                Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!\\(#[0-9]+\\))");
        assertThat(files(".java", ".sql", ".jte", ".md", ".js", ".css"))
                .isNotEmpty()
                .filteredOn(file -> unnumbered.matcher(read(file)).find())
                .extracting(TidyTest::name)
                .isEmpty();
    }

    @Test
    void noFileIsLarge() {
        List<String> large = new ArrayList<>();
        for (Path file : files("")) {
            try {
                if (Files.size(file) > BLOB_BYTES_MAX) {
                    large.add(name(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(large).isEmpty();
    }

    @Test
    void messagesHaveTheSameKeysInBothLanguages() throws IOException {
        List<Path> chinese = files("messages_zh.properties");
        assertThat(chinese).hasSizeGreaterThan(3);
        for (Path zh : chinese) {
            Path en = zh.resolveSibling("messages_en.properties");
            assertThat(keys(zh)).as(name(zh)).isEqualTo(keys(en));
            // Sentences are shown as they stand: nothing halves a doubled apostrophe.
            assertThat(read(en)).as(name(en)).doesNotContain("''");
        }
    }

    private static TreeSet<String> keys(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(read(file)));
        return new TreeSet<>(properties.stringPropertyNames());
    }

    @Test
    void documentsLinkToWhatIsThere() {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");
        List<String> dead = new ArrayList<>();
        for (Path document : files(".md")) {
            Matcher matcher = link.matcher(read(document));
            while (matcher.find()) {
                if (!Files.exists(document.resolveSibling(matcher.group(1)))) {
                    dead.add(name(document) + " -> " + matcher.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    /// A migration says whose it was when it was written; the tables it made may have moved to
    /// another slice since, and belong to the one whose `package-info` lists them.
    @Test
    void everyTableHasOneOwner() {
        Pattern made =
                Pattern.compile("(?im)^create (?:unlogged )?table (?:if not exists )?(\\w+)");
        Pattern dropped = Pattern.compile("(?im)^drop table (?:if exists )?(\\w+)");
        Set<String> tables = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (Path migration : files(".sql").stream().sorted().toList()) {
            String sql = read(migration);
            if (!Pattern.compile("^-- Owner: \\w+\\.").matcher(sql).find()) {
                faults.add(name(migration) + " names no owner");
            }
            made.matcher(sql).results().forEach(table -> tables.add(table.group(1)));
            dropped.matcher(sql).results().forEach(table -> tables.remove(table.group(1)));
        }
        List<Path> infos =
                files("package-info.java").stream()
                        .filter(file -> file.toString().contains("app/src/main/"))
                        .toList();
        for (String table : tables) {
            List<String> owners =
                    infos.stream()
                            .filter(info -> read(info).contains("`" + table + "`"))
                            .map(TidyTest::name)
                            .toList();
            if (owners.size() != 1) {
                faults.add(table + " is owned by " + owners);
            }
        }
        assertThat(tables).hasSizeGreaterThan(5);
        assertThat(faults).isEmpty();
    }

    @Test
    void nothingIsCaughtWholesaleAndNothingPrintsByTheWay() {
        Pattern bad =
                Pattern.compile(
                        "catch \\((Exception|Throwable) |System\\.out\\.print"
                                + "|@Disabled|printStackTrace");
        assertThat(files(".java"))
                .filteredOn(file -> file.toString().contains("/src/main/"))
                .filteredOn(file -> bad.matcher(read(file)).find())
                .extracting(TidyTest::name)
                .isEmpty();
    }
}
