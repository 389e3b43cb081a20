// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The desk where an enterprise keeps its links. Thread-safe.
public final class LinkPages {
    private static final int ROWS = 20;

    private final Links links;

    /// Pages of links.
    public LinkPages(Links links) {
        this.links = links;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access keepers = Access.of(Role.OWNER, Role.QUALITY);
        routes.get("/desk/links", keepers, this::list)
                .post("/desk/links", keepers, this::put)
                .post("/desk/links/{id}/remove", keepers, this::remove);
    }

    private Response list(Request request) {
        Optional<UUID> before = request.query("before", UUID::fromString);
        List<Link> rows = links.list(request.signedIn(), before, ROWS);
        String next = rows.size() == ROWS ? rows.getLast().id().toString() : "";
        return request.page(
                "resolver/links", Map.of("links", rows, "kinds", LinkKind.names(), "next", next));
    }

    private Response put(Request request) {
        List<String> fields = new ArrayList<>(List.of(NewLink.FIELDS));
        fields.add("anchor");
        Input input = request.input(fields.toArray(String[]::new));
        links.put(request.signedIn(), LinkApi.anchor(input), List.of(NewLink.of(input)));
        return Response.seeOther("/desk/links");
    }

    private Response remove(Request request) {
        links.remove(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/links");
    }
}
