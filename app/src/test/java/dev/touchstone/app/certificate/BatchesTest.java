// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final CertificateWorld world = new CertificateWorld();
    private final Batches batches = world.batches;

    @AfterEach
    void close() {
        world.close();
    }

    private Batch start() {
        return batches.start(OPERATOR, world.campaign.id());
    }

    private Batch finished(Batch batch) {
        while (batches.step()) {
            assertThat(batches.get(OPERATOR, batch.id()).percent()).isBetween(0, 100);
        }
        return batches.get(OPERATOR, batch.id());
    }

    private void holds(int count) {
        List<Certificate> all =
                IntStream.rangeClosed(1, count)
                        .mapToObj("QM-2026-%06d"::formatted)
                        .map(number -> world.certificates.show(number).certificate())
                        .toList();
        assertThat(all).extracting(Certificate::pledge).doesNotHaveDuplicates();
        assertThat(world.count("certificate")).isEqualTo(count);
        assertThat(world.count("certificate_pdf")).isEqualTo(count);
        for (String type : List.of("certificate.issued", "certificate.printed")) {
            assertThat(world.count("log_statement where type = '" + type + "'"))
                    .as(type)
                    .isEqualTo(count);
        }
    }

    @Test
    void issuesAndPrintsEverythingThatIsMissing() {
        Certificate before = world.certificates.issue(PUBLISHER, world.published(900).id());
        world.publish(620);
        Batch begun = start();
        assertThat(begun.total()).isEqualTo(620);
        Batch done = finished(begun);
        assertThat(done.state()).isEqualTo(Batch.State.DONE);
        assertThat(done.issued()).isEqualTo(620);
        assertThat(done.printed()).isEqualTo(620);
        assertThat(done.failed()).isZero();
        assertThat(done.percent()).isEqualTo(100);
        assertThat(done.endedAt()).isPresent();
        assertThat(before.number()).isEqualTo("QM-2026-000001");
        holds(621);
        Batch again = finished(start());
        assertThat(again.total()).isZero();
        assertThat(again.state()).isEqualTo(Batch.State.DONE);
        holds(621);
    }

    @Test
    void anotherNodeGoesOnWhereOneStopped() {
        world.publish(300);
        Batch begun = start();
        assertThat(batches.step()).isTrue();
        Batch half = batches.get(OPERATOR, begun.id());
        assertThat(half.issued()).isEqualTo(250);
        assertThat(half.state()).isEqualTo(Batch.State.RUNNING);
        Batches other = world.batches();
        while (other.step()) {
            assertThat(other.get(OPERATOR, begun.id()).failed()).isZero();
        }
        assertThat(batches.get(OPERATOR, begun.id()).state()).isEqualTo(Batch.State.DONE);
        holds(300);
    }

    @Test
    void twoStartedAtOnceAreOneAndSeveralWorkersDoNothingTwice() throws Exception {
        world.publish(260);
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            Callable<UUID> starting = () -> start().id();
            List<UUID> started =
                    several.invokeAll(List.of(starting, starting, starting, starting)).stream()
                            .map(one -> one.resultNow())
                            .toList();
            assertThat(started).containsOnly(started.getFirst());
            Callable<Boolean> working =
                    () -> {
                        while (batches.get(OPERATOR, started.getFirst()).endedAt().isEmpty()) {
                            batches.step();
                        }
                        return true;
                    };
            several.invokeAll(List.of(working, working, working));
        }
        holds(260);
    }

    @Test
    void connectionsThatDieAtRandomMomentsLoseAndDoubleNothing() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
        System.out.println("BatchesTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        world.publish(400);
        Batch begun = start();
        AtomicBoolean over = new AtomicBoolean();
        Thread killer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!over.get()) {
                                        kill(random.nextInt(20, 400));
                                    }
                                });
        int broken = 0;
        for (int tries = 0; tries < 400; tries++) {
            try {
                if (!batches.step()) {
                    break;
                }
            } catch (RuntimeException e) {
                broken++;
            }
            if (broken == 6) {
                over.set(true);
            }
        }
        over.set(true);
        join(killer);
        finished(begun);
        System.out.println("BatchesTest: broken chunks " + broken);
        holds(400);
    }

    private void kill(int afterMillis) {
        try {
            Thread.sleep(afterMillis);
            world.db.look(
                    tx ->
                            tx.sql()
                                    .createQuery(
                                            "select count(pg_terminate_backend(pid)) from"
                                                    + " pg_stat_activity where datname ="
                                                    + " current_database() and pid <>"
                                                    + " pg_backend_pid() and xact_start is not"
                                                    + " null")
                                    .mapTo(Long.class)
                                    .one());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (JdbiException e) {
            throw new IllegalStateException("the killer's own connection", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stopsWhenCancelledAndKeepsWhatIsIssued() {
        world.publish(300);
        Batch begun = start();
        batches.step();
        refuses(Code.FORBIDDEN, () -> batches.cancel(REVIEWER, begun.id()));
        assertThat(batches.cancel(PUBLISHER, begun.id()).state()).isEqualTo(Batch.State.CANCELLED);
        assertThat(batches.step()).isFalse();
        assertThat(world.count("certificate")).isEqualTo(250);
        assertThat(world.count("certificate_pdf")).isZero();
        assertThat(batches.cancel(PUBLISHER, begun.id()).state()).isEqualTo(Batch.State.CANCELLED);
        Batch next = finished(start());
        assertThat(next.total()).isEqualTo(300);
        assertThat(next.issued()).isEqualTo(50);
        assertThat(next.printed()).isEqualTo(300);
        holds(300);
    }

    @Test
    void saysBySignatureWhatCouldNotBeMade() {
        Pledge rare = world.published(900, "\uD842\uDFB7氏仪器");
        world.publish(3);
        Batch done = finished(start());
        assertThat(done.state()).isEqualTo(Batch.State.DONE);
        assertThat(done.failed()).isEqualTo(1);
        assertThat(done.printed()).isEqualTo(3);
        assertThat(done.percent()).isEqualTo(100);
        assertThat(batches.failures(OPERATOR, done.id()))
                .containsExactly(
                        new Batch.Failure(rare.id(), "GLYPH_MISSING", "U+20BB7 \uD842\uDFB7"));
        holds(3);
    }

    @Test
    void leavesOutSignaturesThatLeftTheRoll() {
        world.publish(3);
        Batch begun = start();
        Pledge gone = world.published(900);
        world.pledges.remove(PUBLISHER, gone.id(), "登记信息不实");
        assertThat(finished(begun).issued()).isEqualTo(3);
        holds(3);
    }

    @Test
    void isForTheAssociationAndForCampaignsThatAreThere() {
        UUID campaign = world.campaign.id();
        refuses(Code.FORBIDDEN, () -> batches.start(REVIEWER, campaign));
        refuses(
                Code.FORBIDDEN,
                () -> batches.start(Callers.of(UUID.randomUUID(), Role.OWNER), campaign));
        refuses(Code.NOT_FOUND, () -> batches.start(OPERATOR, new UUID(0, 1)));
        Batch begun = start();
        refuses(Code.FORBIDDEN, () -> batches.get(Callers.with(Role.INSPECTION), begun.id()));
        refuses(Code.FORBIDDEN, () -> batches.failures(REVIEWER, begun.id()));
        refuses(Code.FORBIDDEN, () -> batches.latest(Callers.with(Role.REGULATOR)));
        refuses(Code.NOT_FOUND, () -> batches.get(OPERATOR, new UUID(0, 1)));
        refuses(Code.NOT_FOUND, () -> batches.cancel(OPERATOR, new UUID(0, 1)));
    }

    @Test
    void theWorkerTakesUpWhatIsThereAtItsStart() throws InterruptedException {
        world.publish(5);
        Batch begun = start();
        try (Batches node = world.batches()) {
            node.work();
            long end = System.nanoTime() + 60_000_000_000L;
            while (node.get(OPERATOR, begun.id()).endedAt().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        }
        holds(5);
    }
}
