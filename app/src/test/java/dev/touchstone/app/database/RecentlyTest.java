// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RecentlyTest {
    private static final Database DB = TestDatabase.fresh();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-09-01T00:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private final Recently<String, Integer> recently = new Recently<>(now::get, 2);

    @AfterAll
    static void close() {
        DB.close();
    }

    private int get(String key) {
        return DB.read(tx -> recently.get(tx, key, k -> reads.incrementAndGet()));
    }

    @Test
    void keepsWhatWasReadForAMoment() {
        assertThat(get("a")).isEqualTo(1);
        now.set(now.get().plus(Recently.KEPT_FOR).minusMillis(1));
        assertThat(get("a")).isEqualTo(1);
        now.set(now.get().plusMillis(1));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void keepsNothingBeyondAChangeOfThisNode() {
        assertThat(get("a")).isEqualTo(1);
        DB.change(tx -> {});
        assertThat(get("a")).isEqualTo(2);
        DB.count(tx -> 1);
        assertThat(get("a")).isEqualTo(2);
    }

    /// A reading that began before a change may hold what the change replaced.
    @Test
    void keepsNothingThatWasReadBeforeAChangeAndStoredAfterIt() {
        int old =
                DB.read(
                        tx ->
                                recently.get(
                                        tx,
                                        "a",
                                        key -> {
                                            DB.change(other -> {});
                                            return reads.incrementAndGet();
                                        }));
        assertThat(old).isEqualTo(1);
        assertThat(get("a")).isEqualTo(2);
    }

    /// A change while a transaction runs is not seen by it, so it need not read twice.
    @Test
    void readsOnceInATransactionHoweverMuchIsChangedMeanwhile() {
        DB.<Integer>read(
                tx -> {
                    for (int i = 0; i < 3; i++) {
                        recently.get(tx, "a", key -> reads.incrementAndGet());
                        DB.change(other -> {});
                    }
                    return 0;
                });
        assertThat(reads).hasValue(1);
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void asksOnlyForWhatIsNotKeptOrNotEnough() {
        List<Set<String>> asked = new ArrayList<>();
        get("a");
        for (int enough : new int[] {1, 2}) {
            DB.read(
                    tx ->
                            recently.get(
                                    tx,
                                    Set.of("a", "b"),
                                    (key, value) -> value >= enough,
                                    keys -> {
                                        asked.add(Set.copyOf(keys));
                                        return keys.stream()
                                                .collect(Collectors.toMap(key -> key, key -> 9));
                                    }));
        }
        assertThat(asked).containsExactly(Set.of("b"), Set.of("a"));
        assertThat(get("a")).isEqualTo(9);
        assertThat(get("b")).isEqualTo(9);
    }

    @Test
    void answersWithoutTheDatabaseWhenEverythingIsKept() {
        Function<Tx, Integer> useCase =
                tx ->
                        recently.get(
                                tx,
                                "a",
                                key -> tx.sql().createQuery("select 7").mapTo(Integer.class).one());
        assertThat(DB.remembered(useCase)).isEmpty();
        assertThat(DB.read(useCase)).isEqualTo(7);
        long before = DB.statements();
        assertThat(DB.remembered(useCase)).hasValue(7);
        assertThat(DB.statements()).isEqualTo(before);
        DB.change(tx -> {});
        assertThat(DB.remembered(useCase)).isEmpty();
    }

    @Test
    void keepsNothingWhenTheClockIsSetBack() {
        assertThat(get("a")).isEqualTo(1);
        now.set(now.get().minusSeconds(1));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void isEmptiedWhenItIsFull() {
        get("a");
        get("b");
        get("c");
        assertThat(get("c")).isEqualTo(3);
        assertThat(get("a")).isEqualTo(4);
    }
}
