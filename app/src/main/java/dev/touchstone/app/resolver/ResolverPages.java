// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Route;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.ApplicationIdentifier;
import dev.touchstone.gs1.Compression;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LinkReading;
import dev.touchstone.gs1.Linkset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The addresses of a GS1-Conformant Resolver 1.2: every primary key with its qualifiers, plain or
/// compressed, and the resolver's description of itself. Thread-safe.
public final class ResolverPages {
    private static final String CONTEXT_FILE = "/resolver/context.jsonld";
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final List<String> PAGES_ELSEWHERE =
            List.of(
                    "/00/{sscc}",
                    "/01/{gtin}",
                    "/01/{gtin}/21/{serial}",
                    "/01/{gtin}/10/{lot}/21/{serial}");

    private final Resolver resolver;

    /// Addresses of a resolver.
    public ResolverPages(Resolver resolver) {
        this.resolver = resolver;
    }

    /// Adds the addresses, but for those whose pages are made elsewhere; they go through [#first].
    public void addTo(Routes routes) {
        for (ApplicationIdentifier ai : ApplicationIdentifier.all()) {
            if (ai.isPrimaryKey()) {
                String template = "/" + ai.number() + "/{rest*}";
                routes.get(template, Access.OPEN, this::any);
                routes.options(template, ResolverPages::preflight);
            }
        }
        for (String template : PAGES_ELSEWHERE) {
            routes.options(template, ResolverPages::preflight);
        }
        routes.get("/{compressed}", Access.OPEN, this::compressed);
        routes.options("/{compressed}", ResolverPages::preflight);
        routes.get("/.well-known/gs1resolver", Access.OPEN, this::description);
        routes.options("/.well-known/gs1resolver", ResolverPages::preflight);
        routes.get(CONTEXT_FILE, Access.OPEN, ResolverPages::context);
    }

    /// A handler that answers what the resolver has to answer at an address, and else shows the
    /// page that `page` makes, which is this address's own default link.
    public Route.Handler first(Route.Handler page) {
        return request -> answer(request, read(request), () -> Optional.of(page.handle(request)));
    }

    /// What answers a browser that asks whether another site may read.
    static Response preflight(Request request) {
        return shared(Response.empty(204))
                .header("Allow", METHODS)
                .header("Access-Control-Allow-Methods", METHODS)
                .header("Access-Control-Allow-Headers", "Accept, Accept-Language")
                .header("Access-Control-Max-Age", "86400");
    }

    private Response any(Request request) {
        return answer(request, read(request), Optional::empty);
    }

    private Response compressed(Request request) {
        if (!Compression.isCompressed(uri(request))) {
            throw new Refused(Code.NOT_FOUND);
        }
        LinkReading reading;
        try {
            reading = open(Compression.decompress(uri(request)));
        } catch (Gs1Exception e) {
            throw new Refused(Code.NOT_FOUND);
        }
        return answer(request, reading, Optional::empty);
    }

    private static String uri(Request request) {
        String path = request.path();
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return DigitalLink.CANONICAL_STEM + bare + query;
    }

    /// Reads the address: 400 for bad syntax, with identifier, position and rule.
    private static LinkReading read(Request request) {
        String uri = uri(request);
        try {
            return open(
                    Compression.isCompressed(uri)
                            ? Compression.decompress(uri)
                            : LinkReading.of(uri));
        } catch (Gs1Exception e) {
            throw new Refused(Code.LINK_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /// Refuses numbers that name nothing in open trade: platform numbers look like them.
    private static LinkReading open(LinkReading reading) {
        if (reading.link().gtin().filter(Gtin::isRestricted).isPresent()) {
            throw new Refused(Code.GTIN_RESTRICTED).at("gtin");
        }
        return reading;
    }

    private Response answer(
            Request request, LinkReading reading, Supplier<Optional<Response>> ownPage) {
        Anchor asked = new Anchor(reading.link());
        Wish wish =
                Wish.of(
                        reading.parameter("linkType").orElse(""),
                        request.header("accept-language"),
                        request.header("accept"),
                        reading.parameter("context").orElse(""));
        Response response =
                switch (resolver.choose(asked, wish)) {
                    case Choice.All(List<Target> targets) -> linkset(200, asked, targets);
                    case Choice.Several(List<Target> targets) -> linkset(300, asked, targets);
                    case Choice.To(Target target) ->
                            target.ownPage() && isHere(target, asked)
                                    ? ownPage.get().orElseGet(() -> plain(asked))
                                    : redirect(target, request);
                    case Choice.Nothing() -> {
                        if (!wish.wantsDefault()) {
                            throw new Refused(Code.NOT_FOUND).at("linkType");
                        }
                        yield ownPage.get().orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    }
                };
        return described(shared(response), asked, request);
    }

    /// Whether the page is the one shown at the address asked for.
    private static boolean isHere(Target target, Anchor asked) {
        return target.anchor().equals(asked);
    }

    /// The page of an item or product at its plain address, for an address that is not plain.
    private Response plain(Anchor asked) {
        return Response.empty(307)
                .header(
                        "Location",
                        asked.link().serial().isPresent()
                                ? item(asked)
                                : resolver.publicUrl() + "/products/" + asked.link().key().value());
    }

    /// The address an item's page is shown at, which knows lot and serial number only.
    private String item(Anchor asked) {
        DigitalLink link = asked.link();
        DigitalLink bare = DigitalLink.of(link.gtin().orElseThrow(), link.serial().orElseThrow());
        return resolver.publicUrl() + new Anchor(bare).path();
    }

    private Response redirect(Target target, Request request) {
        return Response.empty(307)
                .header("Location", withQuery(target.href(), request.rawQuery()))
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept, Accept-Language");
    }

    /// The whole query goes on with the redirect; a fragment stays last.
    static String withQuery(String href, String query) {
        if (query.isEmpty()) {
            return href;
        }
        int hash = href.indexOf('#');
        String bare = hash < 0 ? href : href.substring(0, hash);
        String fragment = hash < 0 ? "" : href.substring(hash);
        return bare + (bare.indexOf('?') < 0 ? "?" : "&") + query + fragment;
    }

    private Response linkset(int status, Anchor asked, List<Target> targets) {
        String json = resolver.linkset(asked, targets).json();
        return Response.bytes(status, Linkset.MEDIA_TYPE, json.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept, Accept-Language")
                .header(
                        "Link",
                        "<%s>; rel=\"http://www.w3.org/ns/json-ld#context\";"
                                        .formatted(resolver.publicUrl() + CONTEXT_FILE)
                                + " type=\"application/ld+json\"");
    }

    private static Response shared(Response response) {
        return response.header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", "Link, Location");
    }

    /// Tells where all links are listed, and the plain form of a compressed address.
    private Response described(Response response, Anchor asked, Request request) {
        String plain = resolver.publicUrl() + asked.path();
        Response told =
                response.header(
                        "Link",
                        "<%s?linkType=linkset>; rel=\"linkset\"; type=\"%s\""
                                .formatted(plain, Linkset.MEDIA_TYPE));
        return Compression.isCompressed(uri(request))
                ? told.header("Link", "<%s>; rel=\"owl:sameAs\"".formatted(plain))
                : told;
    }

    private Response description(Request request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", request.text("resolver.name"));
        json.put("resolverRoot", resolver.publicUrl());
        json.put(
                "supportedPrimaryKeys",
                ApplicationIdentifier.all().stream()
                        .filter(ApplicationIdentifier::isPrimaryKey)
                        .map(ApplicationIdentifier::number)
                        .toList());
        json.put("linkTypeDefaultCanBeLinkset", false);
        json.put("supportedLinkTypes", supported());
        json.put("contextFile", resolver.publicUrl() + CONTEXT_FILE);
        return shared(Response.json(json));
    }

    private static List<Map<String, String>> supported() {
        return List.of(Map.of("namespace", Linkset.GS1_VOCABULARY, "prefix", "gs1:"));
    }

    /// What the members of a linkset mean as linked data.
    private static Response context(Request request) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("linkset", "@graph");
        terms.put("anchor", "@id");
        terms.put("href", "@id");
        terms.put("gs1", Linkset.GS1_VOCABULARY);
        terms.put("itemDescription", "http://www.w3.org/2000/01/rdf-schema#comment");
        terms.put("title", "http://purl.org/dc/terms/title");
        terms.put(
                "hreflang",
                Map.of("@id", "http://purl.org/dc/terms/language", "@container", "@set"));
        terms.put("type", "http://purl.org/dc/terms/format");
        Response json = Response.json(Map.of("@context", terms));
        return shared(new Response(200, "application/ld+json", json.headers(), json.body()));
    }
}
