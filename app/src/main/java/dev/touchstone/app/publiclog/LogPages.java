// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.app.web.Shell;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// The log for people: `/log` and one page a statement. Thread-safe.
public final class LogPages {
    private final LogView view;
    private final Shell shell;
    private final String vkey;

    /// Pages over the log.
    ///
    /// @param vkey the log's verifier key
    public LogPages(LogView view, Shell shell, String vkey) {
        this.view = view;
        this.shell = shell;
        this.vkey = vkey;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/log", Access.OPEN, this::log)
                .get("/log/statements/{statement}", Access.OPEN, this::statement);
    }

    private Response log(Request request) {
        LogView.Head head = view.head().orElseThrow(() -> new Refused(Code.UNAVAILABLE));
        return request.page(
                "publiclog/log",
                Map.of(
                        "head",
                        head,
                        "vkey",
                        vkey,
                        "url",
                        shell.publicUrl() + "/log",
                        "latest",
                        view.latest()));
    }

    private Response statement(Request request) {
        return switch (view.prove(request.id("statement"))) {
            case LogView.Unknown() -> throw new Refused(Code.NOT_FOUND);
            case LogView.Sequenced _, LogView.Integrated _ ->
                    request.page(202, "publiclog/waiting", Map.of())
                            .header("Retry-After", "2")
                            .header("Refresh", "2");
            case LogView.Published(LogView.Proven proven) ->
                    request.page("publiclog/statement", Map.of("model", StatementPage.of(proven)));
        };
    }

    /// What the page of a statement shows.
    ///
    /// @param canonical what was stated; absent when it is not open or was erased
    public record StatementPage(
            StoredStatement statement,
            long index,
            long size,
            String digest,
            String entry,
            Optional<String> canonical,
            String salt,
            String root,
            int hashes) {
        static StatementPage of(LogView.Proven proven) {
            StoredStatement s = proven.statement();
            Base64.Encoder base64 = Base64.getEncoder();
            return new StatementPage(
                    s,
                    proven.proof().index(),
                    proven.proof().size(),
                    base64.encodeToString(s.digest()),
                    new String(proven.entry(), StandardCharsets.UTF_8),
                    s.canonical().filter(text -> s.open()),
                    s.open() ? s.salt().map(base64::encodeToString).orElse("") : "",
                    proven.checkpoint().head().root().toBase64(),
                    proven.proof().hashes().size());
        }
    }
}
