// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.proof.ProofExtra;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TransparencyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The log for programs: C2SP tlog-tiles under `/log`, the key at `/log/vkey`, proofs at
/// `/log/proof/{statement}`. Thread-safe.
public final class LogApi {
    private static final String OCTETS = "application/octet-stream";
    private static final String RETRY_AFTER_SECONDS = "1";

    private final LogView view;
    private final LookUp lookUp;
    private final Facts facts;
    private final String vkey;

    /// An interface over the log.
    ///
    /// @param vkey the log's verifier key
    public LogApi(LogView view, Facts facts, LookUp lookUp, String vkey) {
        this.view = view;
        this.facts = facts;
        this.lookUp = lookUp;
        this.vkey = vkey;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/log/checkpoint", Access.OPEN, this::checkpoint)
                .get("/log/tile/{path*}", Access.OPEN, this::tile)
                .get("/log/vkey", Access.OPEN, request -> Response.text(vkey + "\n"))
                .get("/log/statements", Access.OPEN, this::statements)
                .get("/log/proof/{statement}", Access.OPEN, this::proof);
    }

    private Response checkpoint(Request request) {
        LogView.Head head = view.head().orElseThrow(() -> new Refused(Code.UNAVAILABLE));
        return Response.text(head.note().toString()).header("Cache-Control", "no-cache");
    }

    private Response tile(Request request) {
        TilePath path;
        try {
            path = TilePath.parse("tile/" + request.part("path"));
        } catch (TransparencyException.Malformed e) {
            throw new Refused(Code.NOT_FOUND);
        }
        byte[] bytes = view.tile(path).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        return Response.bytes(200, OCTETS, bytes).immutable();
    }

    private Response statements(Request request) {
        Optional<String> about = request.query("about");
        Optional<String> issuer = request.query("issuer");
        if (about.isEmpty() && issuer.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at("about");
        }
        if (about.isPresent() && issuer.isPresent()) {
            throw new Refused(Code.UNKNOWN_FIELD, "issuer").at("issuer");
        }
        LookUp.Sought sought =
                about.map(LookUp.Sought::about)
                        .orElseGet(() -> LookUp.Sought.by(issuer.orElseThrow()));
        int limit = (int) request.query("limit", LookUp.PAGE_MAX, 1, LookUp.PAGE_MAX);
        LookUp.Found found = lookUp.find(sought, LogPages.before(request), limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statements", found.statements().stream().map(LogApi::listed).toList());
        found.next().ifPresent(next -> json.put("next", next.toString()));
        return Response.json(json);
    }

    private static Map<String, Object> listed(LookUp.Listed one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statement", one.id());
        json.put("type", one.type());
        json.put("time", one.at());
        json.put("open", one.open());
        one.index().ifPresent(index -> json.put("index", index));
        json.put("proof", "/log/proof/" + one.id());
        return json;
    }

    private Response proof(Request request) {
        UUID id = request.id("statement");
        return switch (view.prove(id)) {
            case LogView.Unknown() -> throw new Refused(Code.NOT_FOUND);
            case LogView.Sequenced() -> later(Map.of("statement", id, "state", "sequenced"));
            case LogView.Integrated(long index) ->
                    later(Map.of("statement", id, "state", "integrated", "index", index));
            case LogView.Published(LogView.Proven proven) -> proof(request, proven);
        };
    }

    private Response proof(Request request, LogView.Proven proven) {
        StoredStatement statement = proven.statement();
        Optional<ProofExtra.Fact> fact =
                fact(request).map(index -> fact(request, statement, index));
        // Whoever may read the facts may read the statement that names their root.
        boolean mayOpen = statement.open() || fact.isPresent();
        if (request.query("format").equals(Optional.of("tlog-proof"))) {
            byte[] file = proven.file(mayOpen, fact).toBytes();
            return Response.bytes(200, "text/plain; charset=utf-8", file)
                    .attachment(statement.id() + ".tlog-proof");
        }
        Map<String, Object> json = json(proven);
        if (mayOpen) {
            proven.opened().ifPresent(text -> open(json, text));
        }
        fact.ifPresent(one -> json.put("fact", json(one)));
        return Response.json(json);
    }

    /// Which of a statement's facts is asked for.
    static Optional<Long> fact(Request request) {
        return request.query("fact").map(text -> request.query("fact", 0, 0, Long.MAX_VALUE));
    }

    private ProofExtra.Fact fact(Request request, StoredStatement statement, long index) {
        return request.caller()
                .flatMap(caller -> facts.prove(caller, statement, index))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    private static Response later(Map<String, Object> json) {
        return Response.json(202, json).header("Retry-After", RETRY_AFTER_SECONDS);
    }

    static Map<String, Object> json(LogView.Proven proven) {
        StoredStatement statement = proven.statement();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statement", statement.id());
        json.put("state", "published");
        json.put("index", proven.proof().index());
        json.put("size", proven.proof().size());
        json.put("entry", new String(proven.entry(), StandardCharsets.UTF_8));
        json.put("proof", proven.proof().hashes().stream().map(Hash::toBase64).toList());
        json.put("root", proven.checkpoint().head().root().toBase64());
        json.put("checkpoint", proven.checkpoint().note().toString());
        return json;
    }

    private static void open(Map<String, Object> json, ProofExtra.Opened text) {
        json.put("salt", Base64.getEncoder().encodeToString(text.salt()));
        json.put("canonical", text.canonical());
    }

    private static Map<String, Object> json(ProofExtra.Fact fact) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", fact.proof().index());
        json.put("count", fact.proof().size());
        open(json, fact.text());
        json.put("proof", fact.proof().hashes().stream().map(Hash::toBase64).toList());
        return json;
    }
}
