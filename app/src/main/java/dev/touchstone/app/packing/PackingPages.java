// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.packing.Container.State;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Route;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Sscc;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The packing desk, and what anybody sees of a container. Thread-safe.
public final class PackingPages {
    private final Packing packing;
    private final UnaryOperator<Route.Handler> first;

    /// Pages of packing.
    ///
    /// @param first makes the handler that answers an address, from the one that shows its page
    public PackingPages(Packing packing, UnaryOperator<Route.Handler> first) {
        this.packing = packing;
        this.first = first;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access workers = Access.of(Role.OWNER, Role.QUALITY, Role.LINE);
        Access deciders = Access.of(Role.OWNER, Role.QUALITY);
        String one = "/desk/packing/{sscc}";
        routes.get("/00/{sscc}", Access.OPEN, first.apply(this::face));
        routes.get("/desk/packing", workers, this::list);
        routes.post("/desk/packing", workers, PackingApi.BODY_BYTES_MAX, this::pack);
        routes.get(one, workers, this::show);
        routes.post(
                one + "/unpack",
                workers,
                PackingApi.BODY_BYTES_MAX,
                r -> back(r, PackingApi.unpack(packing, r)));
        routes.post(
                one + "/move",
                workers,
                PackingApi.BODY_BYTES_MAX,
                r -> back(r, PackingApi.move(packing, r)));
        routes.post(one + "/hold", deciders, r -> to(PackingApi.change(packing, r, State.HELD)));
        routes.post(
                one + "/release", deciders, r -> to(PackingApi.change(packing, r, State.IN_ORDER)));
        routes.post(
                one + "/withdraw",
                deciders,
                r -> to(PackingApi.change(packing, r, State.WITHDRAWN)));
        routes.post("/desk/packing/changes/{id}/undo", workers, this::undo);
    }

    private Response face(Request request) {
        Packing.Face face = packing.face(PackingApi.sscc(request.part("sscc")));
        return request.page("packing/face", Map.of("face", face));
    }

    private Response list(Request request) {
        Caller caller = request.signedIn();
        return request.page(
                "packing/list",
                Map.of("containers", packing.own(caller), "orders", packing.orders(caller)));
    }

    private Response pack(Request request) {
        Input input = PackingApi.input(request, "sscc");
        Sscc into = input.parse("sscc", PackingApi.TEXT_LENGTH_MAX, PackingApi::sscc);
        packing.pack(request.signedIn(), into, PackingApi.wanted(input));
        return to(into);
    }

    private Response show(Request request) {
        Caller caller = request.signedIn();
        Packing.Shown shown = packing.show(caller, PackingApi.sscc(request.part("sscc")));
        Set<UUID> undoable =
                shown.changes().stream()
                        .filter(change -> packing.mayUndo(caller, change))
                        .map(Container.Change::id)
                        .collect(Collectors.toSet());
        return request.page(
                "packing/container",
                Map.of("shown", shown, "undoable", undoable, "orders", packing.orders(caller)));
    }

    private Response undo(Request request) {
        request.input();
        Container.Change change = packing.undo(request.signedIn(), request.id("id"));
        return to(change.into().or(change::from).orElseThrow());
    }

    private static Response back(Request request, Container.Change change) {
        return to(change.from().orElseGet(() -> PackingApi.sscc(request.part("sscc"))));
    }

    private static Response to(Container container) {
        return to(container.sscc());
    }

    private static Response to(Sscc sscc) {
        return Response.seeOther("/desk/packing/" + sscc.digits());
    }
}
