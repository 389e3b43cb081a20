// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.web.Json;
import dev.touchstone.app.web.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What callers do wrong is answered with a problem that names the field and the limit, nothing is
/// half stored, and the server stays up.
class BadInputTest {
    private static TestApp app;
    private static Actor operator;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        operator = app.operator();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Map<String, Object> enterprise() {
        return new HashMap<>(
                Map.of(
                        "creditCode", "91999999MA0000023Y",
                        "nameZh", "测试企业",
                        "nameEn", "Test",
                        "province", "110000",
                        "industry", "C"));
    }

    private static Actor.Answer post(String body) {
        return operator.post(
                "/api/enterprises", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(Actor.Answer answer, int status, String code, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("field").asString("")).isEqualTo(field);
        assertThat(answer.json().path("detail").asString("")).isNotBlank();
    }

    @Test
    void namesTheLineAndColumnOfMalformedJson() {
        Actor.Answer answer = post("{\"nameZh\": \"x\",\n oops}");
        refused(answer, 400, "MALFORMED_JSON", "");
        assertThat(answer.json().path("detail").asString("")).contains("2:");
    }

    @Test
    void refusesTrailingTextAfterTheObject() {
        refused(post("{} {}"), 400, "MALFORMED_JSON", "");
    }

    @Test
    void refusesAnEmptyBody() {
        refused(post(""), 400, "MALFORMED_JSON", "");
    }

    @Test
    void namesAKeyThatStandsTwice() {
        refused(post("{\"nameZh\": \"x\", \"nameZh\": \"y\"}"), 400, "DUPLICATE_KEY", "");
    }

    @Test
    void refusesBadUtf8() {
        byte[] bytes = "{\"nameZh\": \"_\"}".getBytes(StandardCharsets.ISO_8859_1);
        bytes[12] = (byte) 0xC3;
        Actor.Answer answer = operator.post("/api/enterprises", "application/json", bytes);
        refused(answer, 400, "BAD_UTF8", "");
    }

    @Test
    void allowsNestingToTheLimitAndRefusesOneMore() {
        int max = Json.DEPTH_MAX;
        String deepest = "{\"x\":" + "[".repeat(max - 1) + "]".repeat(max - 1) + "}";
        refused(post(deepest), 400, "UNKNOWN_FIELD", "x");
        String deeper = "{\"x\":" + "[".repeat(max) + "]".repeat(max) + "}";
        refused(post(deeper), 400, "TOO_DEEP", "");
        assertThat(post(deeper).text()).contains(String.valueOf(max));
    }

    @Test
    void namesAnUnknownField() {
        Map<String, Object> body = enterprise();
        body.put("stars", 5);
        refused(operator.post("/api/enterprises", body), 400, "UNKNOWN_FIELD", "stars");
    }

    @Test
    void namesAFieldOfAWrongType() {
        Map<String, Object> body = enterprise();
        body.put("nameZh", 5);
        refused(operator.post("/api/enterprises", body), 400, "WRONG_TYPE", "nameZh");
    }

    @Test
    void namesAMissingField() {
        Map<String, Object> body = enterprise();
        body.remove("creditCode");
        refused(operator.post("/api/enterprises", body), 400, "MISSING_FIELD", "creditCode");
    }

    @Test
    void namesAFieldThatIsTooLongWithItsLimit() {
        Map<String, Object> body = enterprise();
        body.put("nameZh", "长".repeat(5_000));
        refused(operator.post("/api/enterprises", body), 400, "TOO_LONG", "nameZh");
    }

    @Test
    void refusesControlCharacters() {
        Map<String, Object> body = enterprise();
        body.put("nameZh", "a\u0000b");
        refused(operator.post("/api/enterprises", body), 400, "BAD_CHARACTER", "nameZh");
    }

    @Test
    void refusesAWrongCheckCharacter() {
        Map<String, Object> body = enterprise();
        body.put("creditCode", "9133010057462616XH");
        Actor.Answer answer = operator.post("/api/enterprises", body);
        refused(answer, 400, "CREDIT_CODE_INVALID", "creditCode");
    }

    @Test
    void refusesAnotherContentType() {
        Actor.Answer answer = operator.post("/api/enterprises", "text/plain", "{}".getBytes());
        refused(answer, 415, "UNSUPPORTED_MEDIA_TYPE", "");
        assertThat(answer.text()).contains("application/json");
    }

    @Test
    void takesABodyOfTheLimitAndRefusesOneByteMore() {
        byte[] full = new byte[Route.BODY_BYTES_DEFAULT];
        java.util.Arrays.fill(full, (byte) ' ');
        refused(
                operator.post("/api/enterprises", "application/json", full),
                400,
                "MALFORMED_JSON",
                "");
        byte[] more = new byte[Route.BODY_BYTES_DEFAULT + 1];
        java.util.Arrays.fill(more, (byte) ' ');
        Actor.Answer answer = operator.post("/api/enterprises", "application/json", more);
        refused(answer, 413, "BODY_TOO_LARGE", "");
        assertThat(answer.text()).contains(String.valueOf(Route.BODY_BYTES_DEFAULT));
    }

    @Test
    void keepsSqlAndHtmlAsPlainTextAndShowsThemEscaped() {
        Map<String, Object> body = enterprise();
        String evil = "'; drop table account; --<script>alert(1)</script>";
        body.put("nameZh", evil);
        Actor.Answer made = operator.post("/api/enterprises", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("nameZh").asString("")).isEqualTo(evil);
        String id = made.json().path("id").asString("");
        Actor.Answer again = operator.get("/api/enterprises/" + id);
        assertThat(again.json().path("nameZh").asString("")).isEqualTo(evil);
        String statement = made.json().path("statement").asString("");
        Actor.Answer page = app.anybody().page("/log/statements/" + statement, "en");
        assertThat(page.text()).doesNotContain("<script>alert");
    }

    @Test
    void aHalfSentBodyStoresNothing() throws IOException {
        long before = count();
        String body = Json.MAPPER.writeValueAsString(enterprise());
        String head =
                "POST /api/enterprises HTTP/1.1\r\nHost: localhost\r\nCookie: "
                        + operator.cookie()
                        + "\r\nX-Page-Token: "
                        + operator.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + (body.length() + 400)
                        + "\r\n\r\n";
        RawHttp.Answer answer =
                RawHttp.send(app.app().port(), (head + body).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isIn(0, 400, 408);
        assertThat(count()).isEqualTo(before);
        assertThat(operator.get("/health/ready").status()).isEqualTo(200);
    }

    private static long count() {
        return operator.get("/api/enterprises?limit=100").json().path("enterprises").size();
    }

    @Test
    void answersARequestLineThatIsNoHttpWithAProblem() throws IOException {
        RawHttp.Answer answer = RawHttp.send(app.app().port(), "NONSENSE\r\n\r\n".getBytes());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("application/problem+json");
    }

    @Test
    void answersHeadersOverTheLimitWithAProblem() throws IOException {
        String request =
                "GET /log HTTP/1.1\r\nHost: localhost\r\nX-Long: "
                        + "a".repeat(20_000)
                        + "\r\n\r\n";
        RawHttp.Answer answer = RawHttp.send(app.app().port(), request.getBytes());
        assertThat(answer.status()).isBetween(400, 431);
        assertThat(answer.text()).contains("application/problem+json").contains("16384");
    }

    @Test
    void tenThousandIdleConnectionsLeaveTheServerAnswering() throws IOException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                IdleConnections.class.getName(),
                                String.valueOf(app.app().port()),
                                "10000")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said = child.inputReader()) {
            assertThat(said.readLine()).isEqualTo("10000 open");
            assertThat(app.anybody().get("/health/ready").status()).isEqualTo(200);
        } finally {
            child.destroyForcibly();
        }
        assertThat(app.anybody().get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aMethodThatAnAddressDoesNotKnowIsNamedWithThoseItKnows() throws IOException {
        RawHttp.Answer answer =
                RawHttp.send(
                        app.app().port(),
                        "PUT /log HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).contains("Allow: GET");
    }
}
