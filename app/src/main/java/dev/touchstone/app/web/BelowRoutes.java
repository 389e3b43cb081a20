// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers what never reaches a route, such as a request line that is no HTTP or headers over the
/// limit: with the same problem format as everything else, and without repeating what was sent.
final class BelowRoutes implements DirectHandler {
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType eventType,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        // A method or header that is no token makes Helidon throw while it reads the request, and
        // another version of HTTP is refused with 505: both are the caller's fault. Failures of
        // our own are answered by HttpServer and never come here.
        boolean callers = status.code() >= 500 && status.code() != 503;
        Status answer = callers ? Status.BAD_REQUEST_400 : status;
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", answer.reasonPhrase());
        problem.put("status", answer.code());
        problem.put(
                "detail",
                "Limits: request line "
                        + HttpServer.REQUEST_LINE_BYTES_MAX
                        + " bytes, headers "
                        + HttpServer.HEADERS_BYTES_MAX
                        + " bytes.");
        return TransportResponse.builder()
                .status(answer)
                .headers(headers)
                .header(HeaderValues.create("Content-Type", "application/problem+json"))
                .header(HeaderValues.CONNECTION_CLOSE)
                .keepAlive(false)
                .entity(Json.write(problem))
                .build();
    }
}
