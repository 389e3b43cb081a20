// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Database DB = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DB.close();
    }

    /// The second and third lie where a summer time began or ended.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-01T00:00:00.123456Z",
                "1986-05-03T18:30:00Z",
                "2024-11-03T06:30:00Z",
                "1900-01-01T00:00:00.000001Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void aMomentComesBackAsItWasBound(String text) {
        Instant bound = Instant.parse(text);
        assertThat(
                        DB.<Optional<Instant>>read(
                                tx ->
                                        tx.sql()
                                                .select("select :at::timestamptz as at")
                                                .bind("at", bound)
                                                .map((row, context) -> Times.maybe(row, "at"))
                                                .one()))
                .contains(bound);
        assertThat(
                        DB.<Long>read(
                                tx ->
                                        tx.sql()
                                                .select(
                                                        "select floor(extract(epoch from :at"
                                                                + "::timestamptz))::bigint")
                                                .bind("at", bound)
                                                .mapTo(Long.class)
                                                .one()))
                .as("what the server understood")
                .isEqualTo(bound.getEpochSecond());
    }

    @Test
    void aColumnWithoutAMomentIsEmptyOrAMistake() {
        Optional<Instant> none =
                DB.read(
                        tx ->
                                tx.sql()
                                        .select("select null::timestamptz as at")
                                        .map((row, context) -> Times.maybe(row, "at"))
                                        .one());
        assertThat(none).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                DB.read(
                                        tx ->
                                                tx.sql()
                                                        .select("select null::timestamptz as at")
                                                        .map((row, context) -> Times.at(row, "at"))
                                                        .one()))
                .withMessage("no moment in at");
    }
}
