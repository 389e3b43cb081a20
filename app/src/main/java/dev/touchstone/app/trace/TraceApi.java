// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.epcis.EpcisDocument;
import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.EpcisWriter;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// EPCIS 2.0 for programs, after its REST binding: JSON capture and the simple event query.
/// Thread-safe.
public final class TraceApi {
    private static final String[] JSON = {"application/json", "application/ld+json"};

    private final Trace trace;
    private final InstantSource clock;

    /// An API of events.
    public TraceApi(Trace trace, InstantSource clock) {
        this.trace = trace;
        this.clock = clock;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.QUALITY, Role.OWNER).withScope(Scope.TRACE);
        Access readers =
                Access.of(Role.OWNER, Role.QUALITY, Role.OPERATOR, Role.REGULATOR, Role.AUDITOR)
                        .withScope(Scope.TRACE);
        int bodyBytesMax = (int) CaptureDocument.LIMITS.documentBytesMax();
        routes.post("/epcis/capture", makers, bodyBytesMax, this::capture);
        routes.get("/epcis/capture/{id}", readers, this::job);
        routes.get("/epcis/events", readers, this::events);
        routes.get("/epcis/events/{eventId}", readers, this::event);
    }

    private Response capture(Request request) {
        request.requireType(JSON);
        Capture capture = trace.capture(request.signedIn(), request.body());
        return versions(Response.json(202, TraceJson.job(capture)))
                .header("Location", "/epcis/capture/" + capture.id())
                .header("GS1-EPCIS-Capture-Error-Behaviour", "rollback")
                .header("GS1-EPCIS-Capture-Limit", "" + CaptureDocument.LIMITS.eventsMax())
                .header(
                        "GS1-EPCIS-Capture-File-Size-Limit",
                        "" + CaptureDocument.LIMITS.documentBytesMax());
    }

    private static Response versions(Response response) {
        return response.header("GS1-EPCIS-Version", "2.0.0").header("GS1-CBV-Version", "2.0.0");
    }

    private Response job(Request request) {
        Capture capture = trace.show(request.signedIn(), request.id("id"));
        return versions(Response.json(TraceJson.job(capture)));
    }

    private Response events(Request request) {
        EventQuery query = EventQuery.of(request.query());
        Trace.Found found = trace.query(request.signedIn(), query);
        Response response = versions(document(found.events()));
        return found.next()
                .map(place -> response.header("Link", next(request, place)))
                .orElse(response);
    }

    /// The address of the next page (EPCIS 2.0 REST binding: a `Link` header, RFC 8288).
    private static String next(Request request, EventQuery.Place place) {
        StringBuilder link = new StringBuilder("</epcis/events?");
        request.query()
                .forEach(
                        (name, value) -> {
                            if (!name.equals("nextPageToken")) {
                                link.append(name).append('=').append(encode(value)).append('&');
                            }
                        });
        return link.append("nextPageToken=")
                .append(place.token())
                .append(">; rel=\"next\"")
                .toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Response event(Request request) {
        EventQuery query = EventQuery.byId(request.part("eventId"));
        List<StoredEvent> events = trace.query(request.signedIn(), query).events();
        if (events.isEmpty()) {
            throw new Refused(Code.NOT_FOUND);
        }
        Response response = versions(document(events));
        return trace.place(events.getFirst())
                .map(place -> response.header("Link", proof(place)))
                .orElse(response);
    }

    /// Where the first of the events is proven: an extension relation of RFC 8288.
    private static String proof(Trace.Place place) {
        return "</log/proof/%s?fact=%d>; rel=\"tag:touchstone,2026:proof\""
                .formatted(place.statement(), place.fact());
    }

    private Response document(List<StoredEvent> events) {
        List<EpcisWriter.Stored> stored =
                events.stream()
                        .map(
                                one ->
                                        new EpcisWriter.Stored(
                                                EpcisReader.event(
                                                        one.json().getBytes(StandardCharsets.UTF_8),
                                                        one.namespaces(),
                                                        CaptureDocument.LIMITS),
                                                one.namespaces()))
                        .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EpcisWriter.query(
                out,
                clock.instant(),
                new EpcisDocument.Query("SimpleEventQuery", Optional.empty()),
                stored);
        return Response.bytes(200, "application/json", out.toByteArray());
    }
}
