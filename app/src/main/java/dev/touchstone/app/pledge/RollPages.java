// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.Json;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// The public roll: page, entries, CSV and JSON of the same filter. Thread-safe.
public final class RollPages {
    private static final int ROWS = 25;

    private final Roll roll;

    /// Pages of the roll.
    public RollPages(Roll roll) {
        this.roll = roll;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/roll", Access.OPEN, this::show)
                .get("/roll.csv", Access.OPEN, this::csv)
                .get("/roll.json", Access.OPEN, this::json)
                .get("/roll/{id}", Access.OPEN, this::entry);
    }

    private Response show(Request request) {
        Optional<UUID> after = request.query("after", UUID::fromString);
        Roll.View view = roll.view(RollFilter.of(request), after, ROWS);
        Map<String, String> query = new LinkedHashMap<>();
        for (String name : RollPage.NAMES) {
            request.query(name).ifPresent(value -> query.put(name, value));
        }
        String next = view.entries().size() == ROWS ? view.entries().getLast().id().toString() : "";
        RollPage model = new RollPage(view, query, next, after.isPresent());
        return request.page("pledge/roll", Map.of("model", model));
    }

    private Response entry(Request request) {
        return request.page("pledge/entry", Map.of("entry", roll.entry(request.id("id"))));
    }

    private Response csv(Request request) {
        RollFilter filter = RollFilter.of(request);
        return Response.stream(
                        "text/csv; charset=utf-8",
                        out -> {
                            write(out, "\uFEFF" + Csv.line(PledgeJson.COLUMNS));
                            roll.each(filter, one -> write(out, Csv.line(PledgeJson.cells(one))));
                        })
                .attachment("roll.csv");
    }

    private Response json(Request request) {
        RollFilter filter = RollFilter.of(request);
        return Response.stream(
                "application/json",
                out -> {
                    AtomicBoolean first = new AtomicBoolean(true);
                    write(out, "{\"pledges\":[");
                    roll.each(
                            filter,
                            one -> {
                                write(out, first.getAndSet(false) ? "\n" : ",\n");
                                write(out, Json.write(PledgeJson.of(one)));
                            });
                    write(out, "\n]}\n");
                });
    }

    private static void write(OutputStream out, String text) {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("sending the roll", e);
        }
    }
}
