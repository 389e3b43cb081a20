// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.line.LineApi;
import dev.touchstone.app.packing.Container.Load;
import dev.touchstone.app.packing.Container.State;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Sscc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Packing for programs. Thread-safe.
public final class PackingApi {
    /// The names of what says what is packed.
    private static final List<String> WANTED =
            List.of("order", "from", "to", "roll", "codes", "containers");

    static final int BODY_BYTES_MAX = 512 * 1024;
    static final int TEXT_LENGTH_MAX = 100;

    private final Packing packing;

    /// An API of packing.
    public PackingApi(Packing packing) {
        this.packing = packing;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access workers = Access.of(Role.OWNER, Role.QUALITY, Role.LINE).withScope(Scope.MARK);
        Access deciders = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.MARK);
        String one = "/api/packing/{sscc}";
        routes.get("/api/packing", workers, this::list);
        routes.get(one, workers, this::show);
        routes.post(one + "/pack", workers, BODY_BYTES_MAX, r -> made(pack(packing, r)));
        routes.post(one + "/unpack", workers, BODY_BYTES_MAX, r -> made(unpack(packing, r)));
        routes.post(one + "/move", workers, BODY_BYTES_MAX, r -> made(move(packing, r)));
        routes.post(one + "/hold", deciders, r -> changed(change(packing, r, State.HELD)));
        routes.post(one + "/release", deciders, r -> changed(change(packing, r, State.IN_ORDER)));
        routes.post(one + "/withdraw", deciders, r -> changed(change(packing, r, State.WITHDRAWN)));
        routes.post(
                "/api/packing/changes/{id}/undo",
                workers,
                request -> {
                    request.input();
                    return Response.json(json(packing.undo(request.signedIn(), request.id("id"))));
                });
    }

    private static Response made(Container.Change change) {
        return Response.json(201, json(change));
    }

    private static Response changed(Container container) {
        return Response.json(json(container));
    }

    /// An SSCC as it is written: its digits alone, or with the identifier in brackets before it.
    static Sscc sscc(String text) {
        String read = text.strip();
        String digits = read.startsWith("(00)") ? read.substring(4) : read;
        try {
            return new Sscc(digits.replace(" ", ""));
        } catch (Gs1Exception e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at("sscc");
        }
    }

    private static Sscc sscc(Request request) {
        return sscc(request.part("sscc"));
    }

    static Container.Change pack(Packing packing, Request request) {
        return packing.pack(request.signedIn(), sscc(request), wanted(input(request)));
    }

    static Container.Change unpack(Packing packing, Request request) {
        return packing.unpack(request.signedIn(), sscc(request), wanted(input(request)));
    }

    static Container.Change move(Packing packing, Request request) {
        Input input = input(request, "into");
        Sscc into = input.parse("into", TEXT_LENGTH_MAX, PackingApi::sscc);
        return packing.move(request.signedIn(), sscc(request), into, wanted(input));
    }

    static Container change(Packing packing, Request request, State to) {
        String reason = request.input("reason").text("reason", Container.REASON_LENGTH_MAX);
        return packing.change(request.signedIn(), sscc(request), to, reason);
    }

    static Input input(Request request, String... more) {
        String[] names = new String[WANTED.size() + more.length];
        WANTED.toArray(names);
        System.arraycopy(more, 0, names, WANTED.size(), more.length);
        return request.input(names);
    }

    /// Either containers, or codes of an order.
    static Wanted wanted(Input input) {
        if (!input.has("containers")) {
            return new Wanted.Items(input.id("order"), LineApi.chosen(input));
        }
        if (input.has("order")) {
            throw new Refused(Code.CODES_CHOSEN_ONE_WAY).at("containers");
        }
        return new Wanted.Containers(
                input.texts("containers", 1, Wanted.SCANNED_MAX, TEXT_LENGTH_MAX).stream()
                        .map(PackingApi::sscc)
                        .toList());
    }

    private Response list(Request request) {
        return Response.json(
                Map.of(
                        "containers",
                        packing.own(request.signedIn()).stream().map(PackingApi::json).toList()));
    }

    private Response show(Request request) {
        Packing.Shown shown = packing.show(request.signedIn(), sscc(request));
        Map<String, Object> json = json(shown.container());
        json.put("effectiveState", shown.effective().name());
        json.put(
                "items",
                shown.runs().stream()
                        .map(
                                run ->
                                        Map.of(
                                                "order", run.order().toString(),
                                                "from", run.first(),
                                                "to", run.last()))
                        .toList());
        json.put(
                "containers", shown.containers().stream().map(one -> one.sscc().digits()).toList());
        json.put("changes", shown.changes().stream().map(PackingApi::json).toList());
        return Response.json(json);
    }

    private static Map<String, Object> json(Container container) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sscc", container.sscc().digits());
        container.parent().ifPresent(sscc -> json.put("parent", sscc.digits()));
        json.put("level", container.level());
        json.put("contents", container.contents());
        json.put("state", container.state().name());
        if (!container.reason().isEmpty()) {
            json.put("reason", container.reason());
        }
        json.put("madeAt", container.madeAt().toString());
        json.put("changedAt", container.changedAt().toString());
        json.put("statement", container.statement().toString());
        json.put("proof", "/log/proof/" + container.statement());
        return json;
    }

    private static Map<String, Object> json(Container.Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", change.id().toString());
        change.from().ifPresent(sscc -> json.put("out", sscc.digits()));
        change.into().ifPresent(sscc -> json.put("into", sscc.digits()));
        json.put("count", change.count());
        change.load()
                .ifPresent(
                        load ->
                                json.put(
                                        "of", load instanceof Load.Items ? "ITEMS" : "CONTAINERS"));
        json.put("at", change.doneAt().toString());
        change.undoneAt().ifPresent(at -> json.put("undoneAt", at.toString()));
        json.put("statement", change.statement().toString());
        json.put("proof", "/log/proof/" + change.statement());
        return json;
    }
}
