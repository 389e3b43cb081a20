// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import dev.touchstone.app.usecase.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Has a certificate's PDF compared by the script of its page in a real browser: the one we
/// issued, and the same with one byte changed.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CertificateInBrowserTest {
    private static TestApp app;
    private static PlayedDemo demo;
    private static Browser browser;
    private static String page = "";
    private static byte[] pdf = {};

    @BeforeAll
    static void start() {
        Browser.require();
        app = TestApp.start();
        demo = new PlayedDemo(app.app());
        page = "/certificates/" + demo.made("certificate");
        pdf = fetched(app.origin() + page + "/pdf");
        browser = Browser.start();
        browser.screen(PageCheck.DESK, 900);
    }

    private static byte[] fetched(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (app != null) {
            app.close();
        }
    }

    private static String dropped(byte[] file) {
        browser.run(
                """
                const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));
                const files = new DataTransfer();
                files.items.add(new File([bytes], 'x.pdf'));
                const box = document.querySelector('.filecheck');
                box.querySelector('[role=status]').className = 'lead verdict-line';
                box.dispatchEvent(new DragEvent('drop', {dataTransfer: files, cancelable: true}));
                """,
                Base64.getEncoder().encodeToString(file));
        return verdict();
    }

    private static String verdict() {
        return browser.await(
                        """
                        const done = arguments[0];
                        const look = () => {
                          const verdict = document.querySelector('.filecheck [role=status]');
                          if (!/good|bad|warn/.test(verdict.className)) {
                            setTimeout(look, 20);
                            return;
                          }
                          done(verdict.textContent);
                        };
                        look();
                        """)
                .asString();
    }

    private static byte[] altered(int at) {
        byte[] other = pdf.clone();
        other[at] ^= 1;
        return other;
    }

    @Test
    void theIssuedPdfIsRecognisedAndOneChangedByteIsSaid() {
        browser.open(app.origin() + page + "?lang=en");
        assertThat(dropped(pdf))
                .contains("This is the PDF we issued, and the certificate is valid");
        for (int at : new int[] {0, pdf.length / 2, pdf.length - 1}) {
            assertThat(dropped(altered(at))).contains("This is not the PDF we issued");
        }
        assertThat(dropped(new byte[0])).contains("This is not the PDF we issued");
        assertThat(dropped(pdf)).contains("This is the PDF we issued");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void worksWithoutTheBrowsersCryptography() {
        browser.open(app.origin() + page + "?lang=en");
        browser.run("Object.defineProperty(crypto, 'subtle', {value: undefined})");
        assertThat(dropped(pdf)).contains("This is the PDF we issued");
        assertThat(dropped(altered(9))).contains("This is not the PDF we issued");
    }

    @Test
    void theFileIsChosenByKeyboardAndNeverSent() {
        browser.open(app.origin() + page + "?lang=en");
        browser.run("document.querySelector('.filecheck input').focus()");
        assertThat(browser.run("return document.activeElement.type").asString()).isEqualTo("file");
        browser.run("window.sent = 0; window.fetch = () => { window.sent++; }");
        browser.run("XMLHttpRequest.prototype.send = () => { window.sent++; }");
        browser.run(
                """
                const files = new DataTransfer();
                files.items.add(new File(['other'], 'x.pdf'));
                const input = document.querySelector('.filecheck input');
                input.files = files.files;
                input.dispatchEvent(new Event('change'));
                """);
        assertThat(verdict()).contains("This is not the PDF we issued");
        assertThat(browser.run("return window.sent").asInt()).isZero();
    }

    @Test
    void withoutScriptsThePageShowsTheHashAndHowToComputeIt() {
        String html = app.anybody().page(page, "en").text();
        String sum = app.anybody().get("/api" + page).json().path("pdfSha256").asString();
        assertThat(html).contains("<code>" + sum + "</code>", "sha256sum ", "Get-FileHash ");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aWithdrawnCertificatesPdfIsRecognisedAndSaidToBeWithdrawn() {
        Actor publisher = demo.invited("second.publisher", Role.PUBLISHER.name(), Optional.empty());
        Actor.Answer made = publisher.post("/api" + page + "/reissue", Map.of("reason", "名称更正"));
        assertThat(made.status()).isEqualTo(201);
        String path = "/certificates/" + made.json().path("number").asString();
        byte[] issued = fetched(app.origin() + path + "/pdf");
        Actor.Answer gone = publisher.post("/api" + path + "/withdraw", Map.of("reason", "签署人无授权"));
        assertThat(gone.json().path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(fetched(app.origin() + path + "/pdf")).isEqualTo(issued);
        browser.open(app.origin() + path + "?lang=en");
        assertThat(dropped(issued))
                .contains("This is the PDF we issued, but the certificate was withdrawn");
        browser.open(app.origin() + page + "?lang=zh");
        assertThat(dropped(pdf)).contains("该证明已被替换");
    }

    @Test
    void aNumberThatIsNotThereIsSaid() {
        Actor.Answer none = app.anybody().page("/certificates?number=QM-1999-000001", "en");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).contains("no certificate with the number “QM-1999-000001”");
        String pasted = app.origin() + page.toLowerCase(Locale.ROOT);
        Actor.Answer found = app.anybody().get("/certificates?number=" + pasted);
        assertThat(found.status()).isEqualTo(303);
    }
}
