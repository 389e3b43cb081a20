// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.CodeList;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;
import net.lingala.zip4j.model.FileHeader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DeliveriesTest {
    @TempDir Path folder;

    private TestWorld world;
    private MarkCodes codes;
    private Orders orders;
    private Deliveries deliveries;
    private Product product;
    private Caller owner;
    private Order order;

    @BeforeEach
    void open() {
        world = new TestWorld();
        codes = OrderFixtures.codes();
        orders = OrderFixtures.orders(world, codes);
        deliveries = OrderFixtures.deliveries(world, orders);
        Enterprise maker = world.maker();
        product = OrderFixtures.licensed(world, world.product(maker.id(), "06901234567892"));
        owner = world.of(maker.id(), Role.OWNER);
        order =
                orders.order(
                                owner,
                                new NewOrder(
                                        product.gtin(), 2_500, 1_000, "PO-1", Optional.empty()))
                        .order();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void sendsAnEncryptedArchiveOfRollsWithAManifest() throws Exception {
        Deliveries.Made made = deliveries.make(owner, order.id(), "Printing house A");
        Deliveries.Taken taken = deliveries.take(made.secret());
        assertThat(taken.password()).isEqualTo(made.password());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodeList list = new CodeList(codes, order, "https://marks.example");
        String manifestDigest = new Archive(list, order).write(out, taken.password().toCharArray());
        Path file = Files.write(folder.resolve("codes.zip"), out.toByteArray());

        try (ZipFile zip = new ZipFile(file.toFile(), made.password().toCharArray())) {
            assertThat(zip.getFileHeaders())
                    .extracting(FileHeader::getFileName)
                    .containsExactly(
                            "rolls/000001.csv",
                            "rolls/000002.csv",
                            "rolls/000003.csv",
                            "manifest.json");
            assertThat(zip.getFileHeaders()).allMatch(FileHeader::isEncrypted);
            byte[] manifest = read(zip, "manifest.json");
            assertThat(sha256(manifest)).isEqualTo(manifestDigest);
            JsonNode json = Json.parse(manifest);
            assertThat(json.get("count").intValue()).isEqualTo(2_500);
            assertThat(json.get("rolls")).hasSize(3);
            List<String> lines = new ArrayList<>();
            for (JsonNode roll : json.get("rolls")) {
                byte[] csv = read(zip, roll.get("file").stringValue());
                assertThat(sha256(csv)).isEqualTo(roll.get("sha256").stringValue());
                List<String> of = new String(csv, StandardCharsets.US_ASCII).lines().toList();
                assertThat(of.getFirst()).isEqualTo("index,code,link");
                assertThat(of).hasSize(1 + roll.get("count").intValue());
                lines.addAll(of.subList(1, of.size()));
            }
            assertThat(lines).hasSize(2_500);
            for (int index : new int[] {1, 1_000, 1_001, 2_500}) {
                String code = codes.code(product.gtin(), order.number(index)).text();
                assertThat(lines.get(index - 1)).startsWith(index + "," + code + ",https://");
            }
        }
        try (ZipFile zip = new ZipFile(file.toFile(), "wrong".toCharArray())) {
            assertThatThrownBy(() -> read(zip, "manifest.json")).isInstanceOf(ZipException.class);
        }
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getFileHeader(name))) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aLinkWorksOnceEvenWhenManyUseItAtOnce() throws Exception {
        Deliveries.Made made = deliveries.make(owner, order.id(), "A");
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(
                    () -> {
                        try {
                            deliveries.take(made.secret());
                            return true;
                        } catch (Refused e) {
                            assertThat(e.code()).isEqualTo(Code.LINK_SPENT);
                            return false;
                        }
                    });
        }
        int taken = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(calls)) {
                taken += one.get() ? 1 : 0;
            }
        }
        assertThat(taken).isOne();
        assertThat(deliveries.follow(made.secret()).delivery().state())
                .isEqualTo(Delivery.State.FETCHING);
        refused(Code.NOT_FOUND, () -> deliveries.take("x".repeat(32)));
        refused(Code.NOT_FOUND, () -> deliveries.follow(""));
    }

    @Test
    void endsLinksThatAreOldOrTakenBackAndForgetsTheirPasswords() {
        Deliveries.Made old = deliveries.make(owner, order.id(), "A");
        Deliveries.Made back = deliveries.make(owner, order.id(), "B");
        deliveries.withdraw(owner, order.id(), back.delivery().id());
        refused(Code.LINK_SPENT, () -> deliveries.take(back.secret()));
        refused(
                Code.LINK_SPENT,
                () -> deliveries.withdraw(owner, order.id(), back.delivery().id()));
        world.now.set(TestWorld.START.plus(Delivery.LINK_LASTS));
        refused(Code.LINK_SPENT, () -> deliveries.take(old.secret()));
        deliveries.expireDue();
        assertThat(deliveries.list(owner, order.id()))
                .extracting(Delivery::state)
                .containsExactlyInAnyOrder(Delivery.State.WITHDRAWN, Delivery.State.EXPIRED);
        assertThat(passwordsKept()).isZero();
    }

    private int passwordsKept() {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select count(password) from delivery")
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    void logsEachFetchAndWhetherItWasWhole() {
        Deliveries.Taken taken = deliveries.take(deliveries.make(owner, order.id(), "A").secret());
        assertThat(passwordsKept()).isZero();
        deliveries.ended(taken.delivery(), false, 77, Optional.empty());
        Deliveries.Shown list = deliveries.fetchList(owner, order.id());
        deliveries.ended(list.delivery(), true, 1_234, Optional.empty());
        deliveries.fetchList(owner, order.id());
        world.now.set(TestWorld.START.plusSeconds(7 * 3_600));
        deliveries.expireDue();
        assertThat(deliveries.list(owner, order.id()))
                .extracting(d -> d.way() + " " + d.state() + " " + d.bytes().orElse(-1L))
                .containsExactlyInAnyOrder(
                        "LINK BROKEN 77", "SIGNED_IN FETCHED 1234", "SIGNED_IN BROKEN -1");
    }

    @Test
    void letsOnlyTheOwnersOfTheOrderMakeLinksAndReadTheLog() {
        Caller foreign = world.allRolesOf(world.maker().id());
        Caller worker = world.of(product.enterprise(), Role.LINE);
        Caller quality = world.of(product.enterprise(), Role.QUALITY);
        Deliveries.Made made = deliveries.make(owner, order.id(), "A");
        refused(Code.NOT_FOUND, () -> deliveries.make(foreign, order.id(), "A"));
        refused(Code.NOT_FOUND, () -> deliveries.list(foreign, order.id()));
        refused(Code.NOT_FOUND, () -> deliveries.fetchList(foreign, order.id()));
        refused(
                Code.NOT_FOUND,
                () -> deliveries.withdraw(foreign, order.id(), made.delivery().id()));
        refused(Code.FORBIDDEN, () -> deliveries.make(quality, order.id(), "A"));
        refused(Code.FORBIDDEN, () -> deliveries.fetchList(worker, order.id()));
        Order other = orders.order(owner, NewOrder.of(product.gtin(), 20_000, "PO-2")).order();
        refused(Code.WRONG_STATE, () -> deliveries.make(owner, other.id(), "A"));
        refused(
                Code.LINK_SPENT,
                () -> deliveries.withdraw(owner, other.id(), made.delivery().id()));
    }
}
