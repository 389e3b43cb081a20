// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.upload.DocumentFormat;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.UUID;

/// Letters of authority: brought in by a form or a program, and handed out as files to keep, which
/// no browser shows as a page of ours. Thread-safe.
public final class LetterPages {
    /// A form with a letter: the file and some fields.
    static final int FORM_BYTES_MAX = AuthorityLetters.BYTES_MAX + 64 * 1024;

    private final AuthorityLetters letters;

    /// Pages and API of letters.
    public LetterPages(AuthorityLetters letters) {
        this.letters = letters;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access writers = Access.of(Role.OWNER, Role.OPERATOR);
        Access readers = Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.OWNER);
        routes.post("/desk/signatures/{id}/letter", writers, FORM_BYTES_MAX, this::upload)
                .post(
                        "/api/signatures/{id}/letter",
                        writers.withScope(Scope.PLEDGE),
                        AuthorityLetters.BYTES_MAX,
                        this::put)
                .get(
                        "/api/signatures/{id}/letter",
                        readers.withScope(Scope.PLEDGE),
                        this::download);
    }

    private Response upload(Request request) {
        request.fields();
        byte[] file =
                request.multipart()
                        .file("letter")
                        .orElseThrow(() -> new Refused(Code.MISSING_FIELD).at("letter"));
        UUID id = request.id("id");
        letters.put(request.signedIn(), id, file);
        return Response.seeOther("/desk/signatures/" + id);
    }

    private Response put(Request request) {
        request.requireType(
                DocumentFormat.PDF.mediaType(),
                DocumentFormat.PNG.mediaType(),
                DocumentFormat.JPEG.mediaType());
        letters.put(request.signedIn(), request.id("id"), request.body());
        return Response.empty(204);
    }

    private Response download(Request request) {
        UUID id = request.id("id");
        AuthorityLetters.Opened letter = letters.open(request.signedIn(), id);
        return Response.bytes(200, letter.format().mediaType(), letter.bytes())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "no-store")
                .attachment("letter-" + id + "." + letter.format().ending());
    }
}
