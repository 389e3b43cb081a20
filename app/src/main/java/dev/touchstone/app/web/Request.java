// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.upload.Multipart;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request, free of the HTTP server's types. Confined to the thread that answers it.
public final class Request {
    /// The most characters of a query value.
    public static final int QUERY_VALUE_LENGTH_MAX = 500;

    private static final int QUERY_VALUES_MAX = 50;

    private final Context context;
    private final Map<String, String> headers;
    private final Map<String, String> query;
    private byte @Nullable [] body;
    private @Nullable Multipart multipart;
    private @Nullable Caller caller;

    /// What the server knows about the request, before anything of it is read.
    ///
    /// @param headers by lower-case name; several of one name are joined by `, `
    /// @param body the body as it arrives, read at most once
    /// @param peerAddress the network address that sent it; for limits only, never stored or
    ///     logged
    record Context(
            Route route,
            String path,
            String rawQuery,
            Map<String, String> parameters,
            Map<String, String> headers,
            Supplier<InputStream> body,
            String peerAddress,
            Shell shell) {}

    Request(Context context) {
        this.context = context;
        this.headers = context.headers();
        this.query = parseQuery(context.rawQuery());
    }

    private static Map<String, String> parseQuery(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return values;
        }
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int eq = pair.indexOf('=');
            String name = Input.decode(eq < 0 ? pair : pair.substring(0, eq));
            String value = eq < 0 ? "" : Input.decode(pair.substring(eq + 1));
            if (value.length() > QUERY_VALUE_LENGTH_MAX) {
                throw new Refused(Code.TOO_LONG, QUERY_VALUE_LENGTH_MAX).at(name);
            }
            if (value.chars().anyMatch(c -> c < ' ')) {
                throw new Refused(Code.BAD_CHARACTER).at(name);
            }
            if (values.put(name, value) != null) {
                throw new Refused(Code.DUPLICATE_KEY, name).at(name);
            }
            if (values.size() > QUERY_VALUES_MAX) {
                throw new Refused(Code.WRONG_COUNT, 0, QUERY_VALUES_MAX);
            }
        }
        return values;
    }

    /// Says who asks, once the server has found out.
    void identify(Caller identified) {
        this.caller = identified;
    }

    /// The route that answers.
    public Route route() {
        return context.route();
    }

    /// The path as sent, percent-encoded, without the query.
    public String path() {
        return context.path();
    }

    /// The query as sent, without the question mark; empty when there is none.
    public String rawQuery() {
        return context.rawQuery();
    }

    /// A part of the path, decoded.
    ///
    /// @throws Refused NOT_FOUND for one with control characters: nothing has such a name
    public String part(String name) {
        String value = context.parameters().get(name);
        if (value == null) {
            throw new IllegalStateException("no {" + name + "} in " + route());
        }
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new Refused(Code.NOT_FOUND);
        }
        return value;
    }

    /// A part of the path as a value of the domain; one that cannot be read is "not found".
    public <T> T part(String name, Function<String, T> parse) {
        try {
            return parse.apply(part(name));
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.NOT_FOUND);
        }
    }

    /// A part of the path that is an id of ours.
    public UUID id(String name) {
        return part(name, Input::uuid);
    }

    /// Every value of the query by name, as a route needs that takes parameters of a standard.
    public Map<String, String> query() {
        return Collections.unmodifiableMap(query);
    }

    /// A value of the query, absent when blank.
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /// A value of the query as a value of the domain.
    ///
    /// @throws Refused INVALID_VALUE naming the field
    public <T> Optional<T> query(String name, Function<String, T> parse) {
        try {
            return query(name).map(parse);
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at(name);
        }
    }

    /// A whole number of the query.
    public long query(String name, long fallback, long min, long max) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Refused(Code.WRONG_TYPE, "integer").at(name);
        }
        throw new Refused(Code.OUT_OF_RANGE, min, max).at(name);
    }

    /// A header's value, empty when absent.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// A cookie's value.
    public Optional<String> cookie(String name) {
        for (String pair : header("cookie").split(";", -1)) {
            String trimmed = pair.strip();
            if (trimmed.startsWith(name + "=")) {
                return Optional.of(trimmed.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// Who asks; empty for somebody not signed in.
    public Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    /// Who asks, on a route that needs an account.
    ///
    /// @throws Refused SIGN_IN_REQUIRED when nobody is signed in
    public Caller signedIn() {
        return caller().orElseThrow(() -> new Refused(Code.SIGN_IN_REQUIRED));
    }

    /// The address that sent the request, for limits only.
    public String peerAddress() {
        return context.peerAddress();
    }

    /// The whole body.
    ///
    /// @throws Refused BODY_TOO_LARGE naming the route's limit
    public byte[] body() {
        if (body == null) {
            int max = route().bodyBytesMax();
            String length = header("content-length");
            if (!length.isEmpty() && (length.length() > 12 || Long.parseLong(length) > max)) {
                throw new Refused(Code.BODY_TOO_LARGE, max);
            }
            try (InputStream in = context.body().get()) {
                body = length.isEmpty() ? bounded(in, max) : exact(in, Integer.parseInt(length));
            } catch (IOException e) {
                throw new UncheckedIOException("reading the body", e);
            }
        }
        return body;
    }

    private static byte[] exact(InputStream in, int length) throws IOException {
        byte[] all = in.readNBytes(Math.max(0, length));
        if (all.length != length || in.read() >= 0) {
            throw new Refused(Code.BAD_REQUEST);
        }
        return all;
    }

    private static byte[] bounded(InputStream in, int max) throws IOException {
        byte[] all = in.readNBytes(max + 1);
        if (all.length > max) {
            throw new Refused(Code.BODY_TOO_LARGE, max);
        }
        return all;
    }

    /// The media type of the body without its parameters, in lower case.
    public String mediaType() {
        return header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// Whether the body is a form of a page.
    public boolean isForm() {
        return mediaType().equals("application/x-www-form-urlencoded");
    }

    /// Whether the body is a form of a page that can hold files.
    public boolean isMultipart() {
        return mediaType().equals("multipart/form-data");
    }

    /// The body as a form that can hold files; for its other fields see [#fields].
    ///
    /// @throws Refused naming what is wrong
    public Multipart multipart() {
        if (multipart == null) {
            requireType("multipart/form-data");
            multipart = Multipart.parse(header("content-type"), body());
        }
        return multipart;
    }

    /// The fields of a form that can hold files, but for the page token.
    ///
    /// @param allowed every field that may be there; others are refused
    public Input fields(String... allowed) {
        Map<String, String> fields = new LinkedHashMap<>(multipart().fields());
        fields.remove(Tokens.FIELD);
        return Input.ofFields(fields).only(Set.of(allowed));
    }

    /// The body as fields: a JSON object or a form.
    ///
    /// @param allowed every field that may be there; others are refused
    /// @throws Refused naming what is wrong
    public Input input(String... allowed) {
        if (isForm()) {
            return Input.ofForm(new String(body(), StandardCharsets.UTF_8), allowed);
        }
        requireType("application/json");
        return Input.ofJson(Json.parse(body()), allowed);
    }

    /// Passes when the body has the media type.
    ///
    /// @throws Refused UNSUPPORTED_MEDIA_TYPE naming the accepted ones
    public void requireType(String... accepted) {
        for (String type : accepted) {
            if (mediaType().equals(type)) {
                return;
            }
        }
        throw new Refused(Code.UNSUPPORTED_MEDIA_TYPE, String.join(", ", accepted));
    }

    /// Whether the caller would rather read JSON than a page.
    public boolean wantsJson() {
        String accept = header("accept");
        int json = accept.indexOf("json");
        int html = accept.indexOf("text/html");
        return path().startsWith("/api/") || (json >= 0 && (html < 0 || json < html));
    }

    /// The language to answer in.
    public Language language() {
        return query("lang")
                .flatMap(Language::of)
                .or(() -> cookie(Shell.LANGUAGE_COOKIE).flatMap(Language::of))
                .orElseGet(() -> Language.negotiate(header("accept-language")));
    }

    /// A sentence in that language.
    public String text(String key, Object... arguments) {
        return context.shell().messages().text(language(), key, arguments);
    }

    /// What is wrong in a line of a file, in that language.
    public String text(LineError error) {
        return text("problem." + error.code(), error.arguments().toArray());
    }

    /// What is wrong in the lines of a file, each with its sentence in that language.
    ///
    /// @param errors only the first [LineError#SHOWN_MAX] are told
    public List<Map<String, Object>> errors(List<LineError> errors) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (LineError error : errors.subList(0, Math.min(errors.size(), LineError.SHOWN_MAX))) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("line", error.line());
            one.put("field", error.field());
            one.put("code", error.code().name());
            one.put("message", text(error));
            told.add(one);
        }
        return told;
    }

    /// A page of ours, 200.
    ///
    /// @param template `slice/name`: the file `name.jte` in the slice's resources
    /// @param model what the page shows, by the template's parameter names
    public Response page(String template, Map<String, Object> model) {
        return page(200, template, model);
    }

    /// A page of ours.
    public Response page(int status, String template, Map<String, Object> model) {
        return context.shell().render(this, status, template, model);
    }

    /// A token for a form that posts to this address, good for no other.
    public String ownToken() {
        return context.shell().ownToken(this);
    }

    /// A token for a form of somebody who is not signed in.
    ///
    /// @param action the path the form posts to
    public String pageToken(String action) {
        return context.shell().token(this, action);
    }
}
