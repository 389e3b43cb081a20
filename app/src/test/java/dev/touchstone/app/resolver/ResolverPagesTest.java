// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.ProductFixtures;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.CompanyPrefixes;
import dev.touchstone.gs1.Compression;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Linkset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResolverPagesTest {
    private static final String GTIN = "06901234567892";
    private static final String KEY = "/01/" + GTIN;
    private static final String ITEM = KEY + "/21/S1";

    private TestWorld world;
    private TestServer server;
    private Links links;
    private Caller owner;
    private Caller stranger;

    @BeforeEach
    void open() {
        world = new TestWorld();
        Ids ids = new Ids(world.now::get, world.random);
        links =
                new Links(
                        world.db,
                        world.publicLog,
                        world.products,
                        CompanyPrefixes.bundled(),
                        ids,
                        world.now::get);
        Resolver resolver =
                new Resolver(world.db, links, world.products, TestServer.ORIGIN, world.now::get);
        ResolverPages pages = new ResolverPages(resolver);
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "resolver"),
                        routes -> {
                            pages.addTo(routes);
                            new LinkApi(links).addTo(routes);
                            new LinkPages(links).addTo(routes);
                            routes.get(
                                    "/01/{gtin}",
                                    Access.OPEN,
                                    pages.first(r -> Response.text("product")));
                            routes.get(
                                    "/01/{gtin}/10/{lot}/21/{serial}",
                                    Access.OPEN,
                                    pages.first(r -> Response.text("verdict")));
                            routes.get(
                                    "/01/{gtin}/21/{serial}",
                                    Access.OPEN,
                                    pages.first(r -> Response.text("verdict")));
                        });
        Product product = world.product(world.maker().id(), GTIN);
        owner = world.of(product.enterprise(), Role.OWNER);
        stranger = world.of(world.maker().id(), Role.OWNER);
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private void put(String path, String kind, String target, boolean main, String... languages) {
        links.put(
                owner,
                Anchor.parse(path),
                List.of(
                        new NewLink(
                                LinkKind.find(kind).orElseThrow(),
                                "https://maker.example/" + target,
                                target,
                                List.of(languages),
                                "",
                                "",
                                main)));
        world.now.updateAndGet(now -> now.plus(Resolver.KEPT));
    }

    private TestServer.Answer get(String path) {
        return server.anybody().get(path);
    }

    private static String location(TestServer.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(307);
        return answer.headers().get("location");
    }

    @Test
    void aKeyBelongsToWhoseProductHasItsPrefixHoweverManyProductsThereAre() {
        UUID maker = owner.enterprise().orElseThrow();
        for (int i = 0; i < Products.PAGE_MAX; i++) {
            world.product(maker, ProductFixtures.gtin(i).digits());
        }
        world.product(maker, "04012345000009");
        put("/414/4012345000115", "gs1:pip", "place", true);
        assertThat(location(get("/414/4012345000115"))).isEqualTo("https://maker.example/place");
    }

    @Test
    void showsItsOwnPagesUntilTheEnterpriseSaysOtherwise() {
        assertThat(get(KEY).body()).isEqualTo("product");
        assertThat(get(ITEM).body()).isEqualTo("verdict");
        assertThat(location(get(KEY + "/10/L1"))).endsWith("/products/" + GTIN);
        assertThat(location(get(KEY + "/22/V/10/L1/21/S1"))).isEqualTo(TestServer.ORIGIN + ITEM);
        assertThat(get("/01/06901234567908/10/L").status()).isEqualTo(404);
        put(KEY, "gs1:pip", "rice", true);
        assertThat(location(get(KEY))).isEqualTo("https://maker.example/rice");
        assertThat(location(get(KEY + "/10/L1"))).isEqualTo("https://maker.example/rice");
        assertThat(get(ITEM).body()).as("an item's default is its check").isEqualTo("verdict");
        put(ITEM, "gs1:registerProduct", "mine", true);
        assertThat(location(get(ITEM))).isEqualTo("https://maker.example/mine");
    }

    @Test
    void redirectsToTheKindAskedForWithTheWholeQuery() {
        put(KEY, "gs1:recipeInfo", "recipes", false);
        assertThat(location(get(ITEM + "?linkType=gs1:recipeInfo&17=271231&x=%20y")))
                .isEqualTo(
                        "https://maker.example/recipes?linkType=gs1:recipeInfo&17=271231&x=%20y");
        assertThat(get(KEY + "?linkType=gs1:faqs").status()).isEqualTo(404);
        assertThat(get(KEY + "?linkType=gs1:nonsense").status()).isEqualTo(404);
        assertThat(get(KEY + "?linkType=gs1:pip").status()).as("its own page").isEqualTo(200);
        assertThat(location(get(KEY + "/10/L?linkType=gs1:pip"))).contains("/products/" + GTIN);
        assertThat(get(ITEM + "?linkType=gs1:verificationService").body()).isEqualTo("verdict");
    }

    @Test
    void negotiatesLanguageAndOffersEqualLinks() {
        put(KEY, "gs1:pip", "zh", true, "zh");
        put(KEY, "gs1:pip", "en", false, "en");
        put(KEY, "gs1:faqs", "one", false);
        put(KEY, "gs1:faqs", "two", false);
        var english = server.anybody().with("accept-language", "en-GB,en;q=0.9,zh;q=0.1");
        assertThat(location(english.get(KEY))).isEqualTo("https://maker.example/en");
        assertThat(location(get(KEY))).isEqualTo("https://maker.example/zh");
        TestServer.Answer several = get(KEY + "?linkType=gs1:faqs");
        assertThat(several.status()).isEqualTo(300);
        assertThat(Linkset.parse(several.body(), Linkset.Profile.GS1).contexts().getFirst().links())
                .containsOnlyKeys(Linkset.GS1_VOCABULARY + "faqs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?linkType=all", "?linkType=linkset", ""})
    void listsAllLinksOfEachLevelWithoutRedirect(String query) {
        put(KEY, "gs1:pip", "rice", true, "zh");
        put(KEY + "/10/L1", "gs1:certificationInfo", "lot", false);
        put(ITEM, "gs1:traceability", "item", false);
        TestServer.Answer answer =
                server.anybody()
                        .with("accept", query.isEmpty() ? Linkset.MEDIA_TYPE : "*/*")
                        .get(KEY + "/10/L1/21/S1" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).isEqualTo(Linkset.MEDIA_TYPE);
        Linkset set = Linkset.parse(answer.body(), Linkset.Profile.GS1);
        assertThat(set.contexts())
                .extracting(Linkset.Context::anchor)
                .containsExactly(
                        TestServer.ORIGIN + KEY + "/10/L1/21/S1",
                        TestServer.ORIGIN + ITEM,
                        TestServer.ORIGIN + KEY + "/10/L1",
                        TestServer.ORIGIN + KEY);
        List<Linkset.Target> standard =
                set.contexts().getLast().links().get(Linkset.GS1_VOCABULARY + "defaultLink");
        assertThat(standard).hasSize(1);
        assertThat(standard.getFirst().href()).isEqualTo("https://maker.example/rice");
        assertThat(standard.getFirst().hreflang()).isEmpty();
    }

    @Test
    void readsCompressedAddressesAndTellsThePlainOne() {
        put(KEY, "gs1:pip", "rice", true);
        DigitalLink link = DigitalLink.parse("https://id.gs1.org" + KEY + "/10/L1");
        String packed = Compression.compress(link, TestServer.ORIGIN);
        TestServer.Answer answer = get(packed.substring(TestServer.ORIGIN.length()));
        assertThat(location(answer)).isEqualTo("https://maker.example/rice");
        assertThat(answer.headers().get("link"))
                .contains("<" + TestServer.ORIGIN + KEY + "/10/L1>; rel=\"owl:sameAs\"");
        assertThat(get("/nothing-here").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/01/06901234567893",
                "/01/069012345678",
                "/01/06901234567892/21/" + "123456789012345678901",
                "/01/06901234567892/99/A",
                "/01/06901234567892/21/S/10/L",
                "/01/06901234567892?17=271331",
                "/01/06901234567892?89=1",
                "/01/06901234567892/10/",
                "/8003/1",
                "/414/4012345000116",
            })
    void answers400ForBadSyntax(String path) {
        TestServer.Answer answer = get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void toleratesATrailingSlash() {
        put(KEY, "gs1:pip", "rice", true);
        assertThat(location(get(KEY + "/"))).isEqualTo("https://maker.example/rice");
    }

    @Test
    void sharesWithOtherSitesAndAnswersHeadAndOptions() {
        put(KEY, "gs1:pip", "rice", true);
        assertThat(get(KEY).headers().get("access-control-allow-origin")).isEqualTo("*");
        assertThat(get(KEY).headers().get("link"))
                .contains("rel=\"linkset\"; type=\"application/linkset+json\"");
        assertThat(get(ITEM).headers().get("access-control-allow-origin")).isEqualTo("*");
        for (String path : List.of(KEY, ITEM, KEY + "/10/L", "/00/006141411234567890")) {
            TestServer.Answer options = server.anybody().method("OPTIONS", path);
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.headers().get("access-control-allow-methods"))
                    .isEqualTo("GET, HEAD, OPTIONS");
        }
        TestServer.Answer head = server.anybody().method("HEAD", KEY);
        assertThat(location(head)).isEqualTo("https://maker.example/rice");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void describesItself() {
        JsonNode description = get("/.well-known/gs1resolver").json();
        assertThat(description.path("resolverRoot").asString()).isEqualTo(TestServer.ORIGIN);
        List<String> keys = new ArrayList<>();
        description.path("supportedPrimaryKeys").forEach(key -> keys.add(key.asString()));
        assertThat(keys)
                .containsExactly(
                        "00", "01", "253", "255", "401", "402", "414", "415", "417", "8003", "8004",
                        "8006", "8010", "8013", "8017", "8018");
        TestServer.Answer context = get("/resolver/context.jsonld");
        assertThat(context.headers().get("content-type")).isEqualTo("application/ld+json");
        assertThat(context.json().path("@context").path("href").asString()).isEqualTo("@id");
    }

    @Test
    void aNumberOfRestrictedCirculationHasNoAddressAndNoLinks() {
        Product own = world.ownProduct(owner.requireEnterprise());
        String path = "/01/" + own.gtin().digits();
        for (String asked : List.of(path, path + "/21/S", path + "/10/L", path + "?linkType=all")) {
            TestServer.Answer answer = get(asked);
            assertThat(answer.status()).as(asked).isEqualTo(400);
            assertThat(answer.body()).contains("GTIN_RESTRICTED");
        }
        NewLink link =
                new NewLink(LinkKind.PRODUCT_PAGE, "https://a.b/c", "t", List.of(), "", "", false);
        refuses(Code.GTIN_RESTRICTED, () -> links.put(owner, Anchor.parse(path), List.of(link)));
    }

    @Test
    void keepsLinksOfOwnKeysOnly() {
        NewLink link =
                new NewLink(LinkKind.PRODUCT_PAGE, "https://a.b/c", "t", List.of(), "", "", false);
        refuses(Code.NOT_FOUND, () -> links.put(stranger, Anchor.parse(KEY), List.of(link)));
        Caller quality = world.of(owner.requireEnterprise(), Role.QUALITY);
        links.put(quality, Anchor.parse(KEY), List.of(link));
        Caller line = world.of(owner.requireEnterprise(), Role.LINE);
        refuses(Code.FORBIDDEN, () -> links.put(line, Anchor.parse(KEY), List.of(link)));
        links.put(owner, Anchor.parse("/414/6901234000009"), List.of(link));
        refuses(
                Code.NOT_FOUND,
                () -> links.put(owner, Anchor.parse("/414/4012345000115"), List.of(link)));
        Link kept = links.list(owner, Optional.empty(), 10).getLast();
        refuses(Code.NOT_FOUND, () -> links.remove(stranger, kept.id()));
        assertThat(links.list(stranger, Optional.empty(), 10)).isEmpty();
        links.remove(owner, kept.id());
        assertThat(links.list(owner, Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void addsToWhatIsThereAndHasOneDefault() {
        put(KEY, "gs1:pip", "a", true);
        put(KEY, "gs1:pip", "b", true);
        put(KEY, "gs1:pip", "b", true, "zh");
        List<Link> all = links.list(owner, Optional.empty(), 10);
        assertThat(all).hasSize(2);
        assertThat(all.stream().filter(Link::isDefault).map(Link::title)).containsExactly("b");
        assertThat(location(get(KEY))).isEqualTo("https://maker.example/b");
        List<NewLink> two =
                List.of(
                        new NewLink(
                                LinkKind.PRODUCT_PAGE,
                                "https://a.b/1",
                                "t",
                                List.of(),
                                "",
                                "",
                                true),
                        new NewLink(
                                LinkKind.PRODUCT_PAGE,
                                "https://a.b/2",
                                "t",
                                List.of(),
                                "",
                                "",
                                true));
        refuses(Code.WRONG_COUNT, () -> links.put(owner, Anchor.parse(KEY), two));
    }

    @Test
    void boundsLinksOfACallAndOfAKey() {
        List<NewLink> most = new ArrayList<>();
        for (int i = 0; i < Links.LINKS_PER_CALL_MAX; i++) {
            most.add(
                    new NewLink(
                            LinkKind.PRODUCT_PAGE,
                            "https://a.b/" + i,
                            "t",
                            List.of(),
                            "",
                            "",
                            false));
        }
        for (int lot = 0; lot < Links.LINKS_PER_KEY_MAX / Links.LINKS_PER_CALL_MAX; lot++) {
            links.put(owner, Anchor.parse(KEY + "/10/L" + lot), most);
        }
        refuses(
                Code.WRONG_COUNT,
                () -> links.put(owner, Anchor.parse(KEY), List.of(most.getFirst())));
        links.put(owner, Anchor.parse(KEY + "/10/L0"), most);
        List<NewLink> more = new ArrayList<>(most);
        more.add(most.getFirst());
        refuses(Code.WRONG_COUNT, () -> links.put(owner, Anchor.parse(KEY + "/10/L0"), more));
        refuses(Code.WRONG_COUNT, () -> links.put(owner, Anchor.parse(KEY), List.of()));
    }

    @Test
    void takesLinksFromProgramsAndForms() {
        Caller program =
                new Caller(
                        owner.account(),
                        owner.login(),
                        owner.roles(),
                        owner.enterprise(),
                        Optional.of(Set.of(Scope.REGISTRY)));
        var api = server.as(program);
        TestServer.Answer put =
                api.json(
                        "/api/links",
                        """
                        {"anchor": "(01)06901234567892(10)A", "links": [{"linkType": "gs1:pip",
                         "href": "https://maker.example/a", "title": "A", "hreflang": ["zh"],
                         "type": "text/html", "default": true}]}""");
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.json().path("links").get(0).path("anchor").asString())
                .isEqualTo(KEY + "/10/A");
        TestServer.Answer page =
                server.as(world.of(owner.requireEnterprise(), Role.OWNER)).page("/desk/links");
        assertThat(page.body()).contains("https://maker.example/a", "默认");
        for (String wrong :
                List.of(
                        "\"linkType\": \"gs1:nope\", \"href\": \"https://a.b\", \"title\": \"t\"",
                        "\"linkType\": \"gs1:pip\", \"href\": \"http://a.b\", \"title\": \"t\"",
                        "\"linkType\": \"gs1:pip\", \"href\": \"https://u@a.b\", \"title\": \"t\"",
                        "\"linkType\": \"gs1:pip\", \"href\": \"javascript:1\", \"title\": \"t\"",
                        "\"linkType\": \"gs1:pip\", \"href\": \"https://a.b\"",
                        "\"linkType\": \"gs1:pip\", \"href\": \"https://a.b\", \"title\": \"t\","
                                + " \"type\": \"html\"")) {
            String body = "{\"anchor\": \"%s\", \"links\": [{%s}]}".formatted(KEY, wrong);
            assertThat(api.json("/api/links", body).status()).as(wrong).isEqualTo(400);
        }
        assertThat(api.json("/api/links", "{\"anchor\": \"/01/1\", \"links\": []}").status())
                .isEqualTo(400);
    }
}
