// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The links an enterprise keeps, for programs. Thread-safe.
public final class LinkApi {
    private final Links links;

    /// An API of links.
    public LinkApi(Links links) {
        this.links = links;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access keepers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.REGISTRY);
        routes.post("/api/links", keepers, this::put);
        routes.get("/api/links", keepers, this::list);
        routes.post("/api/links/{id}/remove", keepers, this::remove);
    }

    static Anchor anchor(Input input) {
        String text = input.text("anchor", Anchor.TEXT_LENGTH_MAX);
        try {
            return Anchor.parse(text);
        } catch (Gs1Exception e) {
            throw new Refused(Code.LINK_INVALID, String.valueOf(e.getMessage())).at("anchor");
        }
    }

    private Response put(Request request) {
        Input input = request.input("anchor", "links");
        List<NewLink> said =
                input.objects("links", 1, Links.LINKS_PER_CALL_MAX, NewLink.FIELDS).stream()
                        .map(NewLink::of)
                        .toList();
        List<Link> now = links.put(request.signedIn(), anchor(input), said);
        return Response.json(Map.of("links", now.stream().map(LinkApi::json).toList()));
    }

    private Response list(Request request) {
        int limit = (int) request.query("limit", 20, 1, Links.PAGE_MAX);
        Optional<UUID> before = request.query("before", UUID::fromString);
        List<Link> page = links.list(request.signedIn(), before, limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("links", page.stream().map(LinkApi::json).toList());
        if (page.size() == limit) {
            json.put("before", page.getLast().id().toString());
        }
        return Response.json(json);
    }

    private Response remove(Request request) {
        links.remove(request.signedIn(), request.id("id"));
        return Response.empty(204);
    }

    private static Map<String, Object> json(Link link) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", link.id().toString());
        json.put("anchor", link.anchor());
        json.put("linkType", link.kind());
        json.put("href", link.href());
        json.put("title", link.title());
        json.put("hreflang", link.target().languages());
        json.put("type", link.target().mediaType());
        json.put("context", link.target().context());
        json.put("default", link.isDefault());
        json.put("changedAt", link.changedAt().toString());
        json.put("statement", link.statement().toString());
        return json;
    }
}
