// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Json;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// The public roll: page, entries, CSV and JSON of the same filter. Thread-safe.
public final class RollPages {
    private static final int ROWS = 25;

    private static final String SECONDS_KEPT = "300";

    private final Roll roll;
    private final Messages messages;
    private final String publicUrl;

    /// Pages of the roll.
    ///
    /// @param messages the sentences of badges
    /// @param publicUrl the origin people know us by, which badges are embedded from
    public RollPages(Roll roll, Messages messages, String publicUrl) {
        this.roll = roll;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/roll", Access.OPEN, this::show)
                .get("/roll.csv", Access.OPEN, this::csv)
                .get("/roll.json", Access.OPEN, this::json)
                .get("/roll.jsonl", Access.OPEN, this::lines)
                .get("/roll/compare", Access.OPEN, this::compare)
                .get("/roll/compare.csv", Access.OPEN, this::compareCsv)
                .get("/roll/{id}", Access.OPEN, this::entry)
                .get("/roll/{id}/badge.svg", Access.OPEN, this::badge);
    }

    private Response show(Request request) {
        Roll.View view = roll.view(RollFilter.of(request), RollPlace.of(request), ROWS);
        Map<String, String> query = new LinkedHashMap<>();
        for (String name : RollPage.NAMES) {
            request.query(name).ifPresent(value -> query.put(name, value));
        }
        return request.page("roll/roll", Map.of("model", new RollPage(view, query)));
    }

    private Response entry(Request request) {
        Roll.Shown shown = roll.show(request.id("id"));
        return request.page(
                "roll/entry",
                Map.of(
                        "shown",
                        shown,
                        "own",
                        roll.ownSignature(shown.entry().pledge()),
                        "publicUrl",
                        publicUrl));
    }

    /// The badge may stand on any page; it changes with the entry's state, so caches keep it for
    /// five minutes only and then ask whether it is still the same.
    private Response badge(Request request) {
        RollEntry entry =
                roll.find(request.id("id")).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        boolean dark = request.query("theme").equals(Optional.of("dark"));
        Language language = request.query("lang").flatMap(Language::of).orElse(Language.ZH);
        byte[] svg = new Badge(entry, language, dark).svg(messages);
        String tag = Badge.tag(svg);
        Response response =
                request.header("if-none-match").contains(tag)
                        ? Response.empty(304)
                        : Response.bytes(200, "image/svg+xml", svg);
        return response.header("ETag", tag)
                .header("Cache-Control", "public, max-age=" + SECONDS_KEPT)
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /// Two campaigns, the earlier one first, unless the query names others.
    private Optional<RollComparison> comparison(Request request, int countMax) {
        List<Campaign> campaigns = roll.campaigns();
        Optional<UUID> to =
                request.query("to", UUID::fromString)
                        .or(() -> campaigns.stream().findFirst().map(Campaign::id));
        Optional<UUID> from =
                request.query("from", UUID::fromString)
                        .or(() -> campaigns.stream().skip(1).findFirst().map(Campaign::id));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        RollComparison.Part part =
                request.query("part", RollComparison.Part::parse)
                        .orElse(RollComparison.Part.STAYED);
        Optional<UUID> after = request.query("after", UUID::fromString);
        return Optional.of(roll.compare(from.get(), to.get(), part, after, countMax));
    }

    private Response compare(Request request) {
        return request.page(
                "roll/compare",
                Map.of("campaigns", roll.campaigns(), "comparison", comparison(request, ROWS)));
    }

    /// All three parts, one after the other.
    private Response compareCsv(Request request) {
        RollComparison first =
                comparison(request, 1).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        List<String> columns = new ArrayList<>(List.of("part"));
        columns.addAll(RollEntry.COLUMNS);
        return Response.csv(
                        columns,
                        out ->
                                roll.eachCompared(
                                        first.from(),
                                        first.to(),
                                        (part, one) -> out.accept(cells(part, one))))
                .attachment("roll-comparison.csv");
    }

    private static List<String> cells(RollComparison.Part part, RollEntry one) {
        List<String> cells = new ArrayList<>(List.of(part.name()));
        cells.addAll(one.cells());
        return cells;
    }

    private Response csv(Request request) {
        RollFilter filter = RollFilter.of(request);
        return Response.csv(
                        RollEntry.COLUMNS, out -> roll.each(filter, one -> out.accept(one.cells())))
                .attachment("roll.csv");
    }

    private Response json(Request request) {
        RollFilter filter = RollFilter.of(request);
        return Response.pieces(
                "application/json",
                out -> {
                    AtomicBoolean first = new AtomicBoolean(true);
                    out.accept(utf8("{\"pledges\":["));
                    roll.each(
                            filter,
                            one -> {
                                out.accept(utf8(first.getAndSet(false) ? "\n" : ",\n"));
                                out.accept(Json.write(one.json()));
                            });
                    out.accept(utf8("\n]}\n"));
                });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// One entry a line (JSON Lines).
    private Response lines(Request request) {
        RollFilter filter = RollFilter.of(request);
        return Response.jsonLines(out -> roll.each(filter, one -> out.accept(one.json())))
                .attachment("roll.jsonl");
    }
}
