// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns a refusal into what the caller can read: a page for people, `application/problem+json`
/// (RFC 9457) for programs. Thread-safe.
final class Problems {
    private static final String RETRY_AFTER_SECONDS = "2";

    private Problems() {}

    static Response of(Request request, Shell shell, Refused refused) {
        Code code = refused.code();
        Language language = request.language();
        String title = shell.messages().text(language, "problem." + code + ".title");
        Object[] arguments = refused.arguments().toArray();
        String detail = shell.messages().text(language, "problem." + code, arguments);
        Response response;
        if (request.header("accept").contains("text/html") && !request.wantsJson()) {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("status", code.status());
            model.put("code", code.name());
            model.put("title", title);
            model.put("detail", detail);
            model.put("field", refused.field().orElse(""));
            response = shell.render(request, code.status(), "web/problem", model);
        } else {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("type", "/docs/problems#" + code);
            problem.put("title", title);
            problem.put("status", code.status());
            problem.put("detail", detail);
            problem.put("code", code.name());
            refused.field().ifPresent(field -> problem.put("field", field));
            if (!refused.lines().isEmpty()) {
                problem.put("errors", request.errors(refused.lines()));
            }
            response =
                    Response.bytes(code.status(), "application/problem+json", Json.write(problem))
                            .header("Content-Language", language.tag());
        }
        return switch (code) {
            case METHOD_NOT_ALLOWED -> response.header("Allow", String.valueOf(arguments[0]));
            case TOO_MANY_REQUESTS, PROOF_NEEDED ->
                    response.header("Retry-After", String.valueOf(arguments[0]));
            case UNAVAILABLE -> response.header("Retry-After", RETRY_AFTER_SECONDS);
            case SIGN_IN_REQUIRED -> response.header("WWW-Authenticate", "Bearer");
            default -> response;
        };
    }
}
