// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.picture.Photographs;
import dev.touchstone.app.upload.Documents;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhotosTest {
    private static final byte[] RED = Photographs.png(400, 300);
    private static final byte[] WIDE = Photographs.png(900, 100);

    private TestWorld world;
    private Photos photos;
    private TestServer server;
    private Product product;
    private Caller quality;

    @BeforeEach
    void open() {
        world = new TestWorld();
        photos = new Photos(world.db, world.publicLog, world.products, world.now::get);
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "product", "publiclog"),
                        routes -> {
                            new PhotoPages(photos).addTo(routes);
                            new ProductPages(world.products, photos).addTo(routes);
                        });
        product = world.product(world.maker().id(), "06901234567892");
        quality = world.of(product.enterprise(), Role.QUALITY);
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private Product put(byte[] file) {
        return photos.put(quality, product.gtin(), file);
    }

    private TestServer.Answer get(String address) {
        return server.anybody().get(address);
    }

    @Test
    void showsThePhotoInTwoSizesAndCachesAskByItsTag() {
        Product with = put(RED);
        String small = with.photoAddress(true).orElseThrow();
        String large = with.photoAddress(false).orElseThrow();
        assertThat(small).contains("size=small");
        for (String address : List.of(small, large)) {
            TestServer.Answer photo = get(address);
            assertThat(photo.status()).isEqualTo(200);
            assertThat(photo.headers())
                    .containsEntry("content-type", "image/jpeg")
                    .containsEntry("cache-control", "public, max-age=300");
            String tag = photo.headers().get("etag");
            assertThat(server.anybody().with("if-none-match", tag).get(address).status())
                    .isEqualTo(304);
        }
        assertThat(get(small).headers().get("etag")).isNotEqualTo(get(large).headers().get("etag"));
        assertThat(put(WIDE).photo()).isNotEqualTo(with.photo());
        assertThat(world.statements(Product.subject(product.gtin())).getFirst())
                .contains("product.photo-shown", "smallSha256");
    }

    @Test
    void pagesShowTheNameAloneWhereThereIsNone() {
        String page = "/products/06901234567892";
        assertThat(get(page + "/photo").status()).isEqualTo(404);
        assertThat(server.anybody().page(page).body()).doesNotContain("<img class=\"photo");
        put(RED);
        assertThat(server.anybody().page(page).body())
                .contains("<img class=\"photo", "alt=\"试验茶\"");
        assertThat(server.anybody().page(page + "?lang=en").body()).contains("alt=\"Test tea\"");
    }

    @Test
    void whatWasReplacedOrRemovedCanBeBroughtBackForADay() {
        refuses(Code.NOT_FOUND, () -> photos.bringBack(quality, product.gtin()));
        refuses(Code.NOT_FOUND, () -> photos.remove(quality, product.gtin()));
        Product red = put(RED);
        Product wide = put(WIDE);
        assertThat(photos.bringBack(quality, product.gtin()).photo()).isEqualTo(red.photo());
        assertThat(photos.bringBack(quality, product.gtin()).photo()).isEqualTo(wide.photo());
        assertThat(photos.remove(quality, product.gtin()).photo()).isEmpty();
        assertThat(get("/products/06901234567892/photo").status()).isEqualTo(404);
        assertThat(photos.hasBefore(product)).isTrue();
        assertThat(photos.bringBack(quality, product.gtin()).photo()).isEqualTo(wide.photo());
        photos.remove(quality, product.gtin());
        world.now.set(TestWorld.START.plus(Photos.KEPT).minus(Duration.ofMillis(1)));
        photos.forgetOld();
        assertThat(photos.hasBefore(product)).isTrue();
        world.now.set(TestWorld.START.plus(Photos.KEPT).plus(Duration.ofMillis(1)));
        assertThat(photos.hasBefore(product)).isFalse();
        refuses(Code.NOT_FOUND, () -> photos.bringBack(quality, product.gtin()));
        photos.forgetOld();
        assertThat(rows()).isZero();
    }

    private int rows() {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select count(*) from product_photo")
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    void isTheEnterprisesOwnBusiness() {
        Caller stranger = world.of(world.maker().id(), Role.QUALITY);
        Caller line = world.of(product.enterprise(), Role.LINE);
        refuses(Code.NOT_FOUND, () -> photos.put(stranger, product.gtin(), RED));
        refuses(Code.FORBIDDEN, () -> photos.put(line, product.gtin(), RED));
        put(RED);
        refuses(Code.NOT_FOUND, () -> photos.remove(stranger, product.gtin()));
        refuses(Code.NOT_FOUND, () -> photos.bringBack(stranger, product.gtin()));
    }

    @Test
    void refusesWhatIsNoPhotoAndKeepsWhatIsShown() {
        Product red = put(RED);
        refuses(Code.NO_PHOTO, () -> put(Documents.pdf()));
        refuses(Code.FILE_TYPE, () -> put(Documents.program()));
        refuses(Code.BODY_TOO_LARGE, () -> put(new byte[Photos.BYTES_MAX + 1]));
        refuses(Code.FILE_TYPE, () -> put(new byte[Photos.BYTES_MAX]));
        assertThat(world.products.find(product.gtin()).orElseThrow().photo())
                .isEqualTo(red.photo());
    }

    @Test
    void aPersonPutsRemovesAndBringsBackByForms() {
        TestServer.Client client = server.as(quality);
        String desk = "/desk/products/06901234567892";
        String multipart =
                "--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"photo\";"
                        + " filename=\"a.pdf\"\r\n\r\n%%PDF-\r\n--b--\r\n";
        TestServer.Answer page = client.page(desk);
        assertThat(page.body()).contains("multipart/form-data");
        TestServer.Answer refused =
                client.post(
                        desk + "/photo",
                        "multipart/form-data; boundary=b",
                        multipart.formatted(page.token(0)));
        assertThat(refused.status()).isEqualTo(400);
        put(RED);
        page = client.page(desk);
        assertThat(client.form(desk + "/photo/remove", "_token=" + page.token(0)).status())
                .isEqualTo(303);
        page = client.page(desk);
        assertThat(client.form(desk + "/photo/undo", "_token=" + page.token(0)).status())
                .isEqualTo(303);
        assertThat(client.page(desk).body()).contains("<img class=\"photo");
    }
}
