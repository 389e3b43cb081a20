// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `serve` as a process of its own: what it prints, how it stops, what survives `kill -9`.
class ServeProcessTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);
    private static final Pattern PORT =
            Pattern.compile("listening on http://127\\.0\\.0\\.1:([0-9]+)");
    private static final Pattern LINK = Pattern.compile("http://localhost:[0-9]+(/setup/\\S+)");

    /// A running server.
    private record Server(Process process, int port, String setUpPath) implements AutoCloseable {
        String origin() {
            return "http://localhost:" + port;
        }

        /// Stops it as its user does, so that its database stops as well.
        @Override
        public void close() {
            process.destroy();
            assertThat(process.onExit()).as("it stops when told").succeedsWithin(STOPPED_WITHIN);
        }
    }

    private static Server start(Path data) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "serve",
                                "--port",
                                "0",
                                "--data",
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said = process.inputReader();
        String setUp = "";
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher link = LINK.matcher(line);
            if (link.find()) {
                setUp = link.group(1);
            }
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return new Server(process, Integer.parseInt(port.group(1)), setUp);
            }
        }
        throw new IOException("ended with " + process.exitValue() + " before it listened");
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(Path.of("target"), "serve-").toAbsolutePath();
    }

    @Test
    void whatWasAnsweredSurvivesKillMinusNine() throws Exception {
        Path data = folder();
        try (HttpClient client = HttpClient.newHttpClient()) {
            try (Server server = start(data)) {
                assertThat(server.setUpPath()).startsWith("/setup/");
                Actor operator = new Actor(client, server.origin());
                Map<String, String> account = Map.of("login", "operator", "password", PASSWORD);
                operator.form(server.setUpPath(), server.setUpPath(), account);
                assertThat(operator.signIn("operator", PASSWORD)).isTrue();
                assertThat(operator.post("/api/enterprises", DemoTexts.maker()).status())
                        .isEqualTo(201);
                server.process().destroyForcibly().waitFor();
            }
            try (Server again = start(data)) {
                assertThat(again.setUpPath()).as("no second set-up link").isEmpty();
                Actor operator = new Actor(client, again.origin());
                assertThat(operator.signIn("operator", PASSWORD)).isTrue();
                Actor.Answer found = operator.get("/api/enterprises?q=" + DemoRoll.makersCode());
                assertThat(found.json().path("enterprises")).hasSize(1);
            }
        }
    }

    @Test
    void sigtermFinishesTheRunningRequestAndThenStopsTheDatabase() throws Exception {
        Path data = folder();
        try (Server server = start(data);
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            String body = "login=nobody&password=nothing-here&next=%2Fdesk";
            String head =
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Accept: application/json\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write((head + body.substring(0, 10)).getBytes(StandardCharsets.UTF_8));
            out.flush();
            requestIsBeingRead(server);
            server.process().destroy();
            out.write(body.substring(10).getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").contains("TOKEN_INVALID");
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isIn(0, 143);
        }
        try (var files = Files.walk(data)) {
            assertThat(files.filter(file -> file.endsWith("postmaster.pid"))).isEmpty();
        }
    }

    /// A later request on another connection is answered, so the earlier one has been accepted.
    private static void requestIsBeingRead(Server server) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(new Actor(client, server.origin()).get("/health/live").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSecondProgramOnTheSameFolderIsRefusedWithAClearText() throws Exception {
        Path data = folder();
        try (Server server = start(data)) {
            assertThat(server.port()).isPositive();
            Process second =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Main.class.getName(),
                                    "serve",
                                    "--port",
                                    "0",
                                    "--data",
                                    data.toString())
                            .start();
            assertThat(second.waitFor()).isEqualTo(3);
            String complaint =
                    new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(complaint.lines()).singleElement().asString().contains(data.toString());
        }
    }
}
