// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.upload.Documents;
import dev.touchstone.app.usecase.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Letters of authority by the form and by programs, with what people send by mistake or in bad
/// faith.
class AuthorityLettersTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static TestApp app;
    private static String enterprise;
    private static Actor owner;
    private static String campaign;
    private static String signature;

    @BeforeAll
    static void start() throws Exception {
        app = TestApp.start();
        enterprise = app.enterprise("91999999MA00000154");
        owner = app.of(enterprise, Role.OWNER);
        campaign = campaign();
        String page = owner.page("/desk/campaigns/" + campaign, "en").text();
        HttpResponse<String> signed =
                form(
                        "/desk/campaigns/" + campaign + "/sign",
                        Map.of(
                                "_token", owner.token(),
                                "textHash", hidden(page, "textHash"),
                                "consentVersion", hidden(page, "consentVersion"),
                                "signerName", "示例人",
                                "signerRole", "总经理",
                                "category", "BENCHMARK",
                                "consent", "true"),
                        Documents.png(800, 600));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(303);
        String location = signed.headers().firstValue("Location").orElseThrow();
        signature = location.substring(location.lastIndexOf('/') + 1);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static String hidden(String page, String name) {
        int at = page.indexOf("name=\"" + name + "\" value=\"") + name.length() + 15;
        return page.substring(at, page.indexOf('"', at));
    }

    private static String campaign() {
        Actor operator = app.operator();
        Map<String, Object> commitment =
                Map.of("titleZh", "诺", "titleEn", "P", "bodyZh", "文", "bodyEn", "B");
        Map<String, Object> part =
                Map.of("titleZh", "部", "titleEn", "P", "commitments", List.of(commitment));
        Actor.Answer made =
                operator.post(
                        "/api/campaigns",
                        Map.ofEntries(
                                Map.entry("year", TODAY.getYear()),
                                Map.entry("themeZh", "示例主题"),
                                Map.entry("themeEn", "Example"),
                                Map.entry("opensOn", TODAY.minusDays(5).toString()),
                                Map.entry("closesOn", TODAY.plusDays(5).toString()),
                                Map.entry("organiserZh", "示例协会"),
                                Map.entry("organiserEn", "Example association"),
                                Map.entry("criteriaZh", "依法登记的企业"),
                                Map.entry("criteriaEn", "Registered by law"),
                                Map.entry(
                                        "text",
                                        Map.of(
                                                "titleZh",
                                                "倡议",
                                                "titleEn",
                                                "Pledge",
                                                "parts",
                                                List.of(part)))));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.json().path("id").asString();
        operator.post("/api/campaigns/" + id + "/open", Map.of());
        return id;
    }

    private static HttpResponse<String> form(String path, Map<String, String> fields, byte[] letter)
            throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(
                    ("--edge\r\nContent-Disposition: form-data; name=\""
                                    + field.getKey()
                                    + "\"\r\n\r\n"
                                    + field.getValue()
                                    + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(
                ("--edge\r\nContent-Disposition: form-data; name=\"letter\";"
                                + " filename=\"letter.pdf\"\r\nContent-Type: application/pdf\r\n"
                                + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(letter);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return app.client()
                .send(
                        request(path)
                                .header("Accept", "text/html")
                                .header("Content-Type", "multipart/form-data; boundary=edge")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(app.origin() + path))
                .header("Cookie", owner.cookie());
    }

    private static String letter() {
        return "/api/signatures/" + signature + "/letter";
    }

    private static String refusal(byte[] file, String language) throws Exception {
        HttpResponse<String> answer =
                form(
                        "/desk/signatures/" + signature + "/letter?lang=" + language,
                        Map.of("_token", owner.token()),
                        file);
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 413);
        return answer.body();
    }

    private static void saysOfTheLetter(byte[] file, String zh, String en) throws Exception {
        assertThat(refusal(file, "zh")).contains(zh);
        assertThat(refusal(file, "en")).contains(en);
    }

    @Test
    void saysWhatIsWrongWithALetterInBothLanguages() throws Exception {
        saysOfTheLetter(new byte[0], "该文件是空文件", "The file is empty");
        saysOfTheLetter(
                Documents.program(), "须为 PDF、PNG 或 JPEG", "none of them, whatever its name");
        saysOfTheLetter(Documents.pdfAndZip(), "夹带其他内容", "holds something else besides");
        saysOfTheLetter(Documents.png(20_001, 5), "图像为 20001 × 5 像素", "20001 × 5 pixels");
    }

    @Test
    void keepsAPdfBombAsItIsAndHandsItOutAsAFileOnly() throws Exception {
        byte[] bomb = Documents.bomb();
        HttpResponse<String> put =
                form(
                        "/desk/signatures/" + signature + "/letter",
                        Map.of("_token", owner.token()),
                        bomb);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(303);
        HttpResponse<byte[]> got =
                app.client()
                        .send(request(letter()).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(got.body()).isEqualTo(bomb);
        assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"letter-")
                .endsWith(".pdf\"");
        assertThat(got.headers().allValues("Content-Security-Policy"))
                .anyMatch(policy -> policy.contains("sandbox"));
        assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(got.headers().firstValue("Content-Type")).contains("application/pdf");
        String page = owner.page("/desk/signatures/" + signature, "en").text();
        assertThat(page).contains("Who opened the letter").contains("downloaded");
    }

    @Test
    void opensForTheAssociationAndItsEnterpriseAlone() {
        for (Role role : List.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER)) {
            assertThat(app.with(role).get(letter()).status()).as("%s", role).isEqualTo(200);
        }
        String other = app.enterprise("91999999MA0000023Y");
        assertThat(app.of(other, Role.OWNER).get(letter()).status()).isEqualTo(404);
        assertThat(app.of(enterprise, Role.QUALITY).get(letter()).status()).isEqualTo(403);
        assertThat(app.with(Role.AUDITOR).get(letter()).status()).isEqualTo(403);
        assertThat(app.anybody().get(letter()).status()).isEqualTo(401);
        assertThat(
                        app.of(other, Role.OWNER)
                                .post(letter(), "application/pdf", Documents.pdf())
                                .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void isClosedForChangesOnceReviewed() throws Exception {
        String other = app.enterprise("91999999MA0000023Y");
        Actor second = app.of(other, Role.OWNER);
        String hash = second.get("/api/campaigns/" + campaign).json().path("textHash").asString();
        String id =
                second.post(
                                "/api/campaigns/" + campaign + "/signatures",
                                Map.of(
                                        "textHash", hash,
                                        "signerName", "示例人",
                                        "signerRole", "厂长",
                                        "category", "IMPROVEMENT",
                                        "consent", true))
                        .json()
                        .path("id")
                        .asString();
        String path = "/api/signatures/" + id + "/letter";
        assertThat(second.get(path).status()).isEqualTo(404);
        assertThat(second.post(path, "image/jpeg", Documents.jpeg(9, 9)).status()).isEqualTo(204);
        assertThat(second.post(path, "application/pdf", Documents.pdf()).status()).isEqualTo(204);
        assertThat(second.get("/api/signatures/" + id).json().at("/letter/format").asString())
                .isEqualTo("PDF");
        app.with(Role.REVIEWER).post("/api/signatures/" + id + "/approve", Map.of());
        assertThat(second.post(path, "application/pdf", Documents.pdf()).code())
                .isEqualTo("WRONG_STATE");
    }

    @Test
    void refusesAFormWithoutItsToken() throws Exception {
        HttpResponse<String> answer =
                form(
                        "/desk/signatures/" + signature + "/letter",
                        Map.of("_token", "x"),
                        Documents.pdf());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void refusesALetterOf51MegabytesBeforeReadingIt() throws IOException {
        String head =
                head("zh")
                        + "Content-Type: application/pdf\r\nContent-Length: "
                        + 51 * 1024 * 1024
                        + "\r\n\r\n";
        String answer = raw(head.getBytes(StandardCharsets.UTF_8), 0);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("20971520").contains("字节");
    }

    @Test
    void stopsReadingALetterWhoseLengthIsNotSaid() throws IOException {
        String head =
                head("en") + "Content-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n\r\n";
        String answer = raw(head.getBytes(StandardCharsets.UTF_8), 51);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("at most 20971520 bytes");
    }

    private static String head(String language) {
        return "POST "
                + letter()
                + "?lang="
                + language
                + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
                + owner.cookie()
                + "\r\nX-Page-Token: "
                + owner.token()
                + "\r\nAccept: application/json\r\n";
    }

    /// Sends the head and so many chunks of a megabyte, as far as the server takes them, and
    /// returns what it says.
    private static String raw(byte[] head, int megabytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", app.app().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head);
            byte[] chunk = new byte[1024 * 1024];
            try {
                for (int i = 0; i < megabytes && socket.getInputStream().available() == 0; i++) {
                    socket.getOutputStream()
                            .write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(chunk);
                    socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // The server stopped reading: what it said counts.
                assertThat(megabytes).isPositive();
            }
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[16 * 1024];
            int n = in.read(buffer);
            while (n >= 0 && !answer.toString().contains("BODY_TOO_LARGE")) {
                answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                n = answer.toString().contains("BODY_TOO_LARGE") ? -1 : in.read(buffer);
            }
            return answer.toString();
        }
    }
}
