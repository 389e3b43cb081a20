// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/// The map of ARCHITECTURE.md, executable: a missing arrow fails as an extra one does.
@AnalyzeClasses(packages = "dev.touchstone.app", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /// Slices that everyone may call; arrows to them are not listed.
    private static final Set<String> EVERYBODYS = Set.of("database", "usecase", "web", "access");

    /// Slices that wire or start everything.
    private static final Set<String> CALLS_ALL = Set.of("cli");

    /// Every other arrow: slice to the slices it calls. publiclog may be called by every slice
    /// that states something.
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("database", Set.of()),
                    Map.entry("postgres", Set.of()),
                    Map.entry("usecase", Set.of()),
                    Map.entry("web", Set.of("upload")),
                    Map.entry("upload", Set.of()),
                    Map.entry("access", Set.of()),
                    Map.entry("operations", Set.of()),
                    Map.entry("conformance", Set.of()),
                    Map.entry("statistics", Set.of()),
                    Map.entry("proof", Set.of()),
                    Map.entry("notice", Set.of()),
                    Map.entry("publiclog", Set.of("proof")),
                    Map.entry("audit", Set.of("number", "proof", "mark")),
                    Map.entry("gs1", Set.of()),
                    Map.entry("witness", Set.of("publiclog")),
                    Map.entry("classification", Set.of()),
                    Map.entry("copies", Set.of()),
                    Map.entry("number", Set.of()),
                    Map.entry("workday", Set.of()),
                    Map.entry("enterprise", Set.of("publiclog", "classification")),
                    Map.entry("application", Set.of("classification", "enterprise")),
                    Map.entry("picture", Set.of("upload")),
                    Map.entry(
                            "product",
                            Set.of("number", "picture", "upload", "publiclog", "enterprise")),
                    Map.entry("campaign", Set.of("publiclog")),
                    Map.entry(
                            "pledge",
                            Set.of(
                                    "upload",
                                    "publiclog",
                                    "classification",
                                    "enterprise",
                                    "campaign")),
                    Map.entry("sheet", Set.of()),
                    Map.entry("issuer", Set.of("publiclog")),
                    Map.entry(
                            "certificate",
                            Set.of(
                                    "proof",
                                    "publiclog",
                                    "issuer",
                                    "enterprise",
                                    "campaign",
                                    "pledge",
                                    "sheet")),
                    Map.entry(
                            "roll",
                            Set.of(
                                    "classification",
                                    "enterprise",
                                    "campaign",
                                    "pledge",
                                    "certificate",
                                    "commitment")),
                    Map.entry(
                            "openday",
                            Set.of(
                                    "publiclog",
                                    "notice",
                                    "workday",
                                    "classification",
                                    "enterprise",
                                    "campaign",
                                    "pledge")),
                    Map.entry("commitment", Set.of("publiclog", "notice", "campaign", "pledge")),
                    Map.entry("trace", Set.of("number", "publiclog", "enterprise", "product")),
                    Map.entry("mark", Set.of()),
                    Map.entry("keyring", Set.of("publiclog", "issuer", "product", "mark", "order")),
                    Map.entry("licence", Set.of("publiclog", "enterprise", "product", "campaign")),
                    Map.entry(
                            "order",
                            Set.of(
                                    "number",
                                    "publiclog",
                                    "enterprise",
                                    "product",
                                    "licence",
                                    "mark")),
                    Map.entry("delivery", Set.of("mark", "order")),
                    Map.entry(
                            "line",
                            Set.of("number", "publiclog", "product", "trace", "mark", "order")),
                    Map.entry("label", Set.of("number", "mark", "order")),
                    Map.entry(
                            "packing",
                            Set.of("publiclog", "enterprise", "trace", "mark", "order", "line")),
                    Map.entry("scan", Set.of("number", "mark", "copies", "classification")),
                    Map.entry("hidden", Set.of("number", "product", "mark", "order", "verify")),
                    Map.entry("resolver", Set.of("publiclog", "product")),
                    Map.entry(
                            "verify",
                            Set.of(
                                    "number",
                                    "licence",
                                    "enterprise",
                                    "product",
                                    "certificate",
                                    "trace",
                                    "mark",
                                    "order",
                                    "packing",
                                    "scan",
                                    "copies",
                                    "issuer",
                                    "classification")),
                    Map.entry("consumer", Set.of("publiclog", "workday", "enterprise", "product")));

    private static final int SLICES_MIN = 5;
    private static final int CLASSES_MIN = 60;

    @ArchTest
    static final ArchRule onlyStoresSpeakSql =
            noClasses()
                    .that(
                            DescribedPredicate.describe(
                                    "are no Store and not in database or postgres",
                                    c ->
                                            !outermost(c).getSimpleName().endsWith("Store")
                                                    && !Set.of("database", "postgres")
                                                            .contains(slice(c))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.jdbi.v3.core..");

    @ArchTest
    static final ArchRule onlyWebKnowsTheHttpServer =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.touchstone.app.web")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.helidon..");

    @ArchTest
    static void slicesCallOnlyWhatTheMapAllows(JavaClasses classes) {
        Map<String, Set<String>> found = calls(classes);
        found.keySet().removeAll(CALLS_ALL);
        found.values().forEach(to -> to.removeAll(EVERYBODYS));
        assertThat(found).isEqualTo(new TreeMap<>(ARROWS)).hasSizeGreaterThanOrEqualTo(SLICES_MIN);
        assertThat(classes).hasSizeGreaterThan(CLASSES_MIN);
    }

    /// Takes away, again and again, the slices that call none of those left: what stays calls in a
    /// circle, or somebody in one.
    @ArchTest
    static void slicesHaveNoCycles(JavaClasses classes) {
        Map<String, Set<String>> left = calls(classes);
        assertThat(left).hasSizeGreaterThan(ARROWS.size());
        boolean fewer = true;
        while (fewer) {
            Set<String> calling = Set.copyOf(left.keySet());
            fewer = left.values().removeIf(to -> Collections.disjoint(to, calling));
        }
        assertThat(left).isEmpty();
    }

    /// Which slices each slice calls, all but itself.
    private static Map<String, Set<String>> calls(JavaClasses classes) {
        Map<String, Set<String>> calls = new TreeMap<>();
        for (JavaClass c : classes) {
            String from = slice(c);
            if (from.isEmpty()) {
                continue;
            }
            Set<String> to = calls.computeIfAbsent(from, k -> new TreeSet<>());
            for (var d : c.getDirectDependenciesFromSelf()) {
                String target = slice(d.getTargetClass());
                if (!target.isEmpty() && !target.equals(from)) {
                    to.add(target);
                }
            }
        }
        return calls;
    }

    @ArchTest
    static void nothingReachesBackIntoTheRootOrTheCommandLine(JavaClasses classes) {
        for (JavaClass c : classes) {
            String from = slice(c);
            if (from.isEmpty() || CALLS_ALL.contains(from)) {
                continue;
            }
            assertThat(c.getDirectDependenciesFromSelf())
                    .extracting(d -> d.getTargetClass())
                    .filteredOn(t -> t.getPackageName().startsWith("dev.touchstone.app"))
                    .noneMatch(t -> slice(t).isEmpty() || CALLS_ALL.contains(slice(t)));
        }
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.getPackage("dev.touchstone.app").getSubpackagesInTree())
                .filteredOn(p -> !p.getClasses().isEmpty())
                .filteredOn(p -> !p.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    private static JavaClass outermost(JavaClass c) {
        return c.getEnclosingClass().map(ArchitectureTest::outermost).orElse(c);
    }

    private static String slice(JavaClass c) {
        String[] parts = c.getPackageName().split("\\.");
        return c.getPackageName().startsWith("dev.touchstone.app.") ? parts[3] : "";
    }
}
