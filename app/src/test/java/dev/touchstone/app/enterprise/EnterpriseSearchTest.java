// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnterpriseSearchTest {
    private static final String SYLLABLES = "深圳南山北京海淀科技有限公司质量精密电子华强中";
    private static Database db;
    private static Enterprises enterprises;
    private static final List<String> NAMES = new ArrayList<>();

    @BeforeAll
    static void fill() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("EnterpriseSearchTest seed " + seed);
        Random random = new Random(seed);
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, new TestClock("2026-08-01T00:00:00Z"));
        StringBuilder csv = new StringBuilder("creditCode,nameZh,nameEn,province,industry\n");
        for (int n = 1; n <= 600; n++) {
            StringBuilder zh = new StringBuilder();
            for (int i = 2 + random.nextInt(7); i > 0; i--) {
                zh.append(SYLLABLES.charAt(random.nextInt(SYLLABLES.length())));
            }
            String en = random.nextInt(3) == 0 ? "" : "Works " + (char) ('A' + n % 26) + "x " + n;
            NAMES.add(zh + " " + en);
            csv.append(EnterpriseFixtures.code(n)).append(',').append(zh).append(',').append(en);
            csv.append(",").append(n % 2 == 0 ? "广东" : "北京市海淀区").append(",C\n");
        }
        byte[] file = csv.toString().getBytes(StandardCharsets.UTF_8);
        enterprises.importRoll(
                OPERATOR, Csv.read(file, Registration.REQUIRED, Registration.OPTIONAL), false);
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static EnterpriseFilter filter(String text) {
        return new EnterpriseFilter(
                Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static List<Enterprise> all(EnterpriseFilter filter, int page) {
        List<Enterprise> hits = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Enterprises.Found found =
                    enterprises.search(Optional.of(OPERATOR), filter, after, page);
            hits.addAll(found.enterprises());
            after = found.next();
        } while (after.isPresent());
        return hits;
    }

    @Test
    void findsEveryNameThatHoldsTheFragmentAndNoOther() {
        for (String text :
                List.of(
                        "深",
                        "深圳",
                        "有限公",
                        "科技有限",
                        "京海",
                        "works",
                        "WORKS A",
                        "ax",
                        "x 1",
                        "s a",
                        "精密电子华",
                        "鑫",
                        "%",
                        "_",
                        "\\",
                        "\"",
                        "{}",
                        "works ax 26")) {
            long due =
                    NAMES.stream()
                            .filter(
                                    name ->
                                            name.toLowerCase(Locale.ROOT)
                                                    .contains(text.toLowerCase(Locale.ROOT)))
                            .count();
            List<Enterprise> hits = all(filter(text), 7);
            assertThat(hits).as(text).hasSize((int) due).doesNotHaveDuplicates();
            assertThat(
                            enterprises
                                    .search(
                                            Optional.of(OPERATOR),
                                            filter(text),
                                            Optional.empty(),
                                            1)
                                    .count())
                    .as(text)
                    .isEqualTo((int) due);
        }
    }

    @Test
    void putsTheWholeNameFirstThenNamesThatBeginWithIt() {
        List<String> names = all(filter("深圳"), 5).stream().map(Enterprise::nameZh).toList();
        List<Boolean> begins = names.stream().map(name -> name.startsWith("深圳")).toList();
        List<Boolean> sorted = new ArrayList<>(begins);
        sorted.sort(Collections.reverseOrder());
        assertThat(begins).isEqualTo(sorted);
        Enterprise some = all(filter("深"), 100).getFirst();
        assertThat(all(filter(some.nameZh()), 100).getFirst().nameZh()).isEqualTo(some.nameZh());
    }

    @Test
    void findsByTheStartOfACreditCode() {
        assertThat(all(filter("91999999ma0000"), 100)).hasSize(99);
        String code = EnterpriseFixtures.code(77).text();
        assertThat(all(filter(code), 100))
                .singleElement()
                .satisfies(one -> assertThat(one.creditCode().text()).isEqualTo(code));
    }

    @Test
    void keepsToTheOtherFiltersAndToWhatTheCallerMaySee() {
        EnterpriseFilter beijing =
                new EnterpriseFilter(
                        Optional.of("有"),
                        Optional.of(Region.of("110000")),
                        Optional.empty(),
                        Optional.empty());
        assertThat(all(beijing, 50))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.seat().fullZh()).isEqualTo("北京市海淀区"));
        assertThat(
                        enterprises
                                .search(Optional.empty(), filter("有"), Optional.empty(), 50)
                                .enterprises())
                .isEmpty();
    }

    @Test
    void refusesACursorThatNoPageSaid() {
        for (String after : List.of("x", "holds.x", "nothing." + UUID.randomUUID())) {
            refuses(
                    Code.INVALID_VALUE,
                    () ->
                            enterprises.search(
                                    Optional.empty(), filter("有"), Optional.of(after), 50));
        }
    }

    @Test
    void makesTheSamePairsAsTheDatabase() {
        for (String name : List.of("深圳精密", "A中 b", "x", "中", "ab", "𠮷野家 \"Q\"", "ÀÉ Straße")) {
            List<Integer> stored =
                    db.read(
                            tx ->
                                    tx.sql()
                                            .createQuery(
                                                    "select unnest(enterprise_pairs(lower(:name)))")
                                            .bind("name", name)
                                            .mapTo(Integer.class)
                                            .list());
            assertThat(SearchStore.pairs(SearchStore.fold(name)))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(stored);
        }
    }
}
