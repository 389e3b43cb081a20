// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium of this machine, driven through chromedriver's W3C WebDriver and DevTools
/// endpoints. Nothing is downloaded: both programs are looked for where Debian puts them, or where
/// the system properties `touchstone.chromium` and `touchstone.chromedriver` say. Each browser has
/// an empty profile of its own. Confined to one thread.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = program("touchstone.chromium", "/usr/bin/chromium");
    private static final Path DRIVER = program("touchstone.chromedriver", "/usr/bin/chromedriver");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Process driver;
    private final String base;
    private String session = "";

    private Browser(Process driver, int port) {
        this.driver = driver;
        this.base = "http://127.0.0.1:" + port + "/session";
    }

    private static Path program(String property, String otherwise) {
        return Path.of(System.getProperty(property, otherwise));
    }

    /// Skips the test that asks where no browser can be driven; in CI that is a failure.
    static void require() {
        for (Path program : List.of(CHROMIUM, DRIVER)) {
            String missing = "no " + program + ": install chromium and chromium-driver";
            if ("true".equals(System.getenv("CI"))) {
                assertThat(program).as(missing).isExecutable();
            }
            assumeTrue(Files.isExecutable(program), missing);
        }
    }

    /// Starts a browser that shows an empty page.
    static Browser start() {
        try {
            Path profile = Files.createTempDirectory(Path.of("target"), "chromium-");
            Process driver =
                    new ProcessBuilder(DRIVER.toString(), "--port=0", "--log-level=SEVERE")
                            .redirectErrorStream(true)
                            .start();
            Browser browser = new Browser(driver, port(driver));
            boolean begun = false;
            try {
                browser.begin(profile.toAbsolutePath());
                begun = true;
            } finally {
                if (!begun) {
                    browser.close();
                }
            }
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + DRIVER, e);
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader out = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                Thread.ofVirtual().start(() -> out.lines().forEach(said -> {}));
                return Integer.parseInt(started.group(1));
            }
        }
        throw new IOException(DRIVER + " ended before it listened");
    }

    private void begin(Path profile) {
        List<String> arguments =
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--lang=en",
                        "--user-data-dir=" + profile);
        Map<String, Object> wanted =
                Map.of(
                        "browserName",
                        "chrome",
                        "goog:chromeOptions",
                        Map.of("binary", CHROMIUM.toString(), "args", arguments),
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL"),
                        "timeouts",
                        Map.of("script", 30_000, "pageLoad", 30_000));
        JsonNode made = send("POST", "", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
        session = "/" + made.path("sessionId").asString();
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + session + path)).timeout(TIMEOUT);
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(response.body()).path("value");
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        path + ": " + value.path("error") + " " + value.path("message"));
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("asking the browser for " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Opens an address and waits until the page has loaded.
    void open(String url) {
        send("POST", "/url", Map.of("url", url));
    }

    /// The address shown.
    String url() {
        return send("GET", "/url", Map.of()).asString();
    }

    /// Runs a function's body in the page, with `arguments` as its arguments.
    JsonNode run(String script, Object... arguments) {
        return send("POST", "/execute/sync", Map.of("script", script, "args", arguments));
    }

    /// The same for a body that calls its last argument when it is done.
    JsonNode await(String script, Object... arguments) {
        return send("POST", "/execute/async", Map.of("script", script, "args", arguments));
    }

    /// A command of the DevTools protocol.
    JsonNode devTools(String command, Map<String, ?> parameters) {
        return send("POST", "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    /// Shows pages as a screen of this size does.
    void screen(int width, int height) {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    /// Prefers dark pages, or light ones, and in either case no motion.
    void dark(boolean dark) {
        List<Map<String, String>> preferences =
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce"));
        devTools("Emulation.setEmulatedMedia", Map.of("features", preferences));
    }

    /// Lets pages run scripts, or not.
    void scripts(boolean allowed) {
        devTools("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /// Forgets all cookies, then takes one as `name=value`, unless it is empty.
    void signInWith(String origin, String cookie) {
        devTools("Network.clearBrowserCookies", Map.of());
        if (!cookie.isEmpty()) {
            int equals = cookie.indexOf('=');
            devTools(
                    "Network.setCookie",
                    Map.of(
                            "url",
                            origin,
                            "name",
                            cookie.substring(0, equals),
                            "value",
                            cookie.substring(equals + 1)));
        }
    }

    private String element(String css) {
        JsonNode found = send("POST", "/element", Map.of("using", "css selector", "value", css));
        return "/element/" + found.path(ELEMENT).asString();
    }

    /// Clicks the first element that the selector finds, and stays on its page: see `follow`.
    void click(String css) {
        send("POST", element(css) + "/click", Map.of());
    }

    /// Clicks the first element that the selector finds and waits, half a minute at most, until
    /// the page that the click leads to has taken this one's place. The driver itself waits only
    /// for pages that have begun to arrive when the click returns, not for a server that still
    /// thinks.
    void follow(String css) {
        String page = loader();
        click(css);
        assertThat(comes(() -> !loader().equals(page))).as("%s leads somewhere", css).isTrue();
    }

    /// What loaded the page shown: another one for every page that arrives.
    private String loader() {
        JsonNode frame = devTools("Page.getFrameTree", Map.of()).path("frameTree").path("frame");
        return frame.path("loaderId").asString();
    }

    /// Types into the first field that the selector finds.
    void type(String css, String text) {
        send("POST", element(css) + "/value", Map.of("text", text));
    }

    /// What the first element says, as a person sees it.
    String text(String css) {
        return send("GET", element(css) + "/text", Map.of()).asString();
    }

    /// Whether the first element comes to say exactly this within half a minute, be it on this
    /// page or on the one that a click leads to: reading while a page is replaced finds the old
    /// one or none.
    boolean comesToSay(String css, String text) {
        return comesTo(css, text::equals);
    }

    /// The same for a part of what it says.
    boolean comesToMention(String css, String part) {
        return comesTo(css, said -> said.contains(part));
    }

    private boolean comesTo(String css, Predicate<String> wanted) {
        String read = "const e = document.querySelector(arguments[0]); return e ? e.innerText : ''";
        return comes(
                () -> {
                    try {
                        return wanted.test(run(read, css).asString());
                    } catch (IllegalStateException beingReplaced) {
                        assertThat(beingReplaced).hasMessageContaining("/execute/sync");
                        return false;
                    }
                });
    }

    /// Whether something comes true within half a minute.
    private static boolean comes(BooleanSupplier wanted) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() - until < 0) {
            if (wanted.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return false;
    }

    /// Presses and releases a key, as `\uE004` for Tab and `\uE007` for Enter.
    void press(String key) {
        List<Map<String, String>> strokes =
                List.of(
                        Map.of("type", "keyDown", "value", key),
                        Map.of("type", "keyUp", "value", key));
        Map<String, Object> keyboard = Map.of("type", "key", "id", "keyboard", "actions", strokes);
        send("POST", "/actions", Map.of("actions", List.of(keyboard)));
    }

    /// What the console has said since it was last asked, warnings and errors only.
    List<String> complaints() {
        List<String> said = new ArrayList<>();
        for (JsonNode entry : send("POST", "/se/log", Map.of("type", "browser"))) {
            String level = entry.path("level").asString();
            if (level.equals("SEVERE") || level.equals("WARNING")) {
                said.add(level + " " + entry.path("message").asString());
            }
        }
        return said;
    }

    /// Saves the whole page, at most `heightMax` pixels of it.
    void screenshot(Path file, int heightMax) {
        JsonNode size = devTools("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        double height = Math.min(size.path("height").asDouble(), heightMax);
        Map<String, Object> clip =
                Map.of(
                        "x", 0,
                        "y", 0,
                        "width", size.path("width").asDouble(),
                        "height", height,
                        "scale", 1);
        JsonNode shot =
                devTools(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(shot.path("data").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException("saving " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            if (!session.isEmpty()) {
                send("DELETE", "", Map.of());
            }
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroy();
        }
    }
}
