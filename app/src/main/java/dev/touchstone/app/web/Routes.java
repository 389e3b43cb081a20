// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every address the server knows, filled once at start by each slice's Api and Pages. A literal
/// segment wins over `{name}`, and that over `{name*}`. Not thread-safe while being filled, then
/// only read.
public final class Routes {
    private final List<Route> all = new ArrayList<>();
    private final Node root = new Node();

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        @Nullable Node parameter;
        final Map<String, Route> here = new HashMap<>();
        final Map<String, Route> rest = new HashMap<>();
    }

    /// What an address leads to.
    sealed interface Match permits Found, WrongMethod, Nothing {}

    record Found(Route route, Map<String, String> parameters) implements Match {}

    record WrongMethod(String allowed) implements Match {}

    record Nothing() implements Match {}

    /// Adds an address that is read.
    public Routes get(String template, Access access, Route.Handler handler) {
        return add(new Route("GET", template, access, 0, handler));
    }

    /// Adds an address that changes something.
    public Routes post(String template, Access access, Route.Handler handler) {
        return post(template, access, Route.BODY_BYTES_DEFAULT, handler);
    }

    /// Adds an address that changes something and takes a body of a stated size.
    public Routes post(String template, Access access, int bodyBytesMax, Route.Handler handler) {
        return add(new Route("POST", template, access, bodyBytesMax, handler));
    }

    /// Adds an address that programs post to without an account. Its handler never sees who is
    /// signed in, so it needs no page token.
    public Routes postForNobody(String template, int bodyBytesMax, Route.Handler handler) {
        return add(new Route("POST", template, Access.OPEN, bodyBytesMax, true, false, handler));
    }

    /// Adds an address anybody posts to from its own page alone: with the token that the page at
    /// this very path was served with ([Request#ownToken]), signed in or not.
    public Routes postFromOwnPage(String template, Route.Handler handler) {
        int bytesMax = Route.BODY_BYTES_DEFAULT;
        return add(new Route("POST", template, Access.OPEN, bytesMax, false, true, handler));
    }

    /// Adds what answers a browser that asks whether pages of other sites may read an address.
    public Routes options(String template, Route.Handler handler) {
        return add(new Route("OPTIONS", template, Access.OPEN, 0, handler));
    }

    private Routes add(Route route) {
        Node node = root;
        Map<String, Route> place = null;
        for (String segment : segments(route.template())) {
            if (place != null) {
                throw new IllegalArgumentException("segments after a rest: " + route);
            }
            if (segment.startsWith("{") && segment.endsWith("*}")) {
                place = node.rest;
            } else if (segment.startsWith("{")) {
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, key -> new Node());
            }
        }
        place = place == null ? node.here : place;
        if (place.put(route.method(), route) != null) {
            throw new IllegalArgumentException("address twice: " + route);
        }
        all.add(route);
        return this;
    }

    /// Every address, in the order it was added.
    public List<Route> all() {
        return List.copyOf(all);
    }

    /// Finds what answers.
    ///
    /// @param method GET or POST
    /// @param rawPath the path as sent, percent-encoded; each segment is decoded after splitting
    Match find(String method, String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : segments(rawPath)) {
            segments.add(Input.decode(raw.replace("+", "%2B")));
        }
        Optional<Map<String, Route>> place = place(root, segments, 0);
        if (place.isEmpty()) {
            return new Nothing();
        }
        Route route = place.get().get(method);
        if (route == null) {
            return new WrongMethod(String.join(", ", new TreeSet<>(place.get().keySet())));
        }
        return new Found(route, parameters(route, segments));
    }

    private static Optional<Map<String, Route>> place(Node node, List<String> segments, int i) {
        if (i == segments.size()) {
            return node.here.isEmpty() ? Optional.empty() : Optional.of(node.here);
        }
        Node literal = node.literals.get(segments.get(i));
        if (literal != null) {
            Optional<Map<String, Route>> found = place(literal, segments, i + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        if (node.parameter != null && !segments.get(i).isEmpty()) {
            Optional<Map<String, Route>> found = place(node.parameter, segments, i + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return node.rest.isEmpty() ? Optional.empty() : Optional.of(node.rest);
    }

    private static Map<String, String> parameters(Route route, List<String> segments) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> names = segments(route.template());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.endsWith("*}")) {
                String rest = String.join("/", segments.subList(i, segments.size()));
                parameters.put(name.substring(1, name.length() - 2), rest);
            } else if (name.startsWith("{")) {
                parameters.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return parameters;
    }

    private static List<String> segments(String path) {
        if (!path.startsWith("/")) {
            throw new Refused(Code.BAD_REQUEST);
        }
        return path.length() == 1 ? List.of() : List.of(path.substring(1).split("/", -1));
    }
}
