// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The desk of somebody who captures events by hand; programs use the API. Thread-safe.
public final class TracePages {
    /// The longest document of the form, in characters.
    static final int DOCUMENT_LENGTH_MAX = 200_000;

    private static final int BODY_BYTES_MAX = 2 * 1024 * 1024;
    private static final int CAPTURES_SHOWN = 20;

    private final Trace trace;

    /// Pages of captures.
    public TracePages(Trace trace) {
        this.trace = trace;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.QUALITY, Role.OWNER);
        routes.get("/desk/trace", makers, this::captures);
        routes.post("/desk/trace", makers, BODY_BYTES_MAX, this::capture);
    }

    private Response captures(Request request) {
        List<Capture> page =
                trace.captures(
                        request.signedIn(),
                        request.query("before", UUID::fromString),
                        CAPTURES_SHOWN);
        String next = page.size() == CAPTURES_SHOWN ? page.getLast().id().toString() : "";
        return request.page("trace/captures", Map.of("captures", page, "next", next));
    }

    private Response capture(Request request) {
        String document = request.input("document").secret("document", DOCUMENT_LENGTH_MAX);
        trace.capture(request.signedIn(), document.getBytes(StandardCharsets.UTF_8));
        return Response.seeOther("/desk/trace");
    }
}
