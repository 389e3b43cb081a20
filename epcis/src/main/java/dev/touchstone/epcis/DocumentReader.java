// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one document. Confined to one thread; used once.
///
/// Members may come in any order, so `@context` and `type` may follow the events: prefixes in use
/// are remembered until the end, and the body's own members tell what kind of document it is.
final class DocumentReader {
    /// What a reading is for.
    enum Mode {
        /// Query results too; of a repeated member the last one counts.
        READ,
        /// Only what is unambiguous and may be captured.
        CAPTURE,
        /// One event whose context is known already.
        EVENT
    }

    private enum Body {
        NONE,
        CAPTURE,
        QUERY
    }

    private static final String CONTEXT = "@context";
    private static final String BODY = "epcisBody";
    private static final String EVENT_LIST = "eventList";
    private static final String QUERY_RESULTS = "queryResults";
    private static final String RESULTS_BODY = "resultsBody";

    private final Limits limits;
    private final EventSink sink;
    private final Mode mode;
    private final Namespaces outer;
    private final SourceBytes source;
    private final ObjectNode top;
    private final Map<String, Pointer> prefixes = new HashMap<>();
    private Optional<Namespaces> declared = Optional.empty();
    private Body body = Body.NONE;
    private boolean bodySeen;
    private boolean eventsSeen;
    private int eventCount;
    private Optional<EpcisDocument.Query> query = Optional.empty();

    DocumentReader(InputStream in, Limits limits, EventSink sink, Mode mode, Namespaces outer) {
        this.limits = limits;
        this.sink = sink;
        this.mode = mode;
        this.outer = outer;
        this.source = new SourceBytes(in, limits);
        this.top = Json.MAPPER.createObjectNode();
    }

    EpcisDocument read() {
        try (JsonParser parser = Json.parser(source, limits, mode != Mode.READ)) {
            try {
                return document(parser);
            } catch (JacksonIOException e) {
                throw e;
            } catch (StreamConstraintsException e) {
                throw refused(Rule.LIMIT, parser, e);
            } catch (JacksonException e) {
                boolean duplicate = e.getOriginalMessage().startsWith("Duplicate");
                throw refused(duplicate ? Rule.DUPLICATE_KEY : Rule.SYNTAX, parser, e);
            }
        } catch (JacksonIOException e) {
            throw new UncheckedIOException("the document could not be read", new IOException(e));
        }
    }

    private static EpcisRefused refused(Rule rule, JsonParser parser, JacksonException e) {
        String at = parser.streamReadContext().pathAsPointer().toString();
        String where = " (line " + parser.currentLocation().getLineNr() + ")";
        String message = e.getOriginalMessage();
        String bounded = message.length() > 300 ? message.substring(0, 300) : message;
        EpcisRefused refusal = new EpcisRefused(rule, at, "", bounded + where);
        refusal.initCause(e);
        return refusal;
    }

    private EpcisDocument document(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw Checks.refuse(
                    first == null ? Rule.SYNTAX : Rule.TYPE,
                    Pointer.ROOT,
                    "",
                    "a document is a JSON object");
        }
        long start = parser.currentTokenLocation().getByteOffset();
        for (String name = nextName(parser); !name.isEmpty(); name = nextName(parser)) {
            if (name.equals(BODY) && mode != Mode.EVENT) {
                header(parser.currentTokenLocation().getByteOffset() - start);
                body(parser, Pointer.ROOT.child(BODY));
            } else {
                top.set(name, readTree(parser));
            }
        }
        long end = parser.currentLocation().getByteOffset();
        Optional<byte[]> whole =
                !bodySeen ? Optional.of(source.object(start, end)) : Optional.empty();
        if (parser instanceof UniqueMembers unique && unique.takeRepeated() && !bodySeen) {
            whole = Optional.of(Json.MAPPER.writeValueAsBytes(top));
        }
        if (parser.nextToken() != null) {
            throw Checks.refuse(Rule.SYNTAX, Pointer.ROOT, "", "something follows the document");
        }
        return finish(whole);
    }

    private void header(long length) {
        if (bodySeen) {
            throw Checks.refuse(
                    Rule.DUPLICATE_KEY, Pointer.ROOT.child(BODY), "", "epcisBody is given twice");
        }
        bodySeen = true;
        if (length > limits.eventBytesMax()) {
            throw Checks.refuse(
                    Rule.LIMIT,
                    Pointer.ROOT,
                    "",
                    "more than " + limits.eventBytesMax() + " bytes stand before epcisBody");
        }
    }

    /// The next member's name, with its value as current token, or empty at the object's end.
    private static String nextName(JsonParser parser) {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return "";
        }
        String name = parser.currentName();
        parser.nextToken();
        if (name.isEmpty()) {
            throw new EpcisRefused(
                    Rule.NOT_ALLOWED,
                    parser.streamReadContext().pathAsPointer().toString(),
                    "",
                    "a member needs a name");
        }
        return name;
    }

    private JsonNode readTree(JsonParser parser) {
        return Json.MAPPER.readTree(parser);
    }

    private void requireObject(JsonParser parser, Pointer at) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Checks.wrongType("an object", readTree(parser), at);
        }
    }

    private void body(JsonParser parser, Pointer at) {
        requireObject(parser, at);
        ObjectNode rest = Json.MAPPER.createObjectNode();
        for (String name = nextName(parser); !name.isEmpty(); name = nextName(parser)) {
            forget(parser);
            if (name.equals(EVENT_LIST)) {
                kind(Body.CAPTURE, at);
                events(parser, at.child(EVENT_LIST));
            } else if (name.equals(QUERY_RESULTS)) {
                kind(Body.QUERY, at);
                queryResults(parser, at.child(QUERY_RESULTS));
            } else {
                rest.set(name, readTree(parser));
            }
        }
        checkNow(DocumentShapes.BODY, rest, at);
    }

    private void kind(Body found, Pointer at) {
        if (body != Body.NONE) {
            throw Checks.refuse(
                    Rule.COMBINATION, at, "", "eventList and queryResults exclude each other");
        }
        if (found == Body.QUERY && mode == Mode.CAPTURE) {
            throw queryRefused(at.child(QUERY_RESULTS));
        }
        body = found;
    }

    private static EpcisRefused queryRefused(Pointer at) {
        return Checks.refuse(
                Rule.QUERY_DOCUMENT, at, "", "a query document holds answers and is not captured");
    }

    private void queryResults(JsonParser parser, Pointer at) {
        requireObject(parser, at);
        ObjectNode rest = Json.MAPPER.createObjectNode();
        boolean resultsSeen = false;
        for (String name = nextName(parser); !name.isEmpty(); name = nextName(parser)) {
            forget(parser);
            if (name.equals(RESULTS_BODY)) {
                resultsSeen = true;
                resultsBody(parser, at.child(RESULTS_BODY));
            } else {
                rest.set(name, readTree(parser));
            }
        }
        if (!resultsSeen) {
            throw missing(at.child(RESULTS_BODY));
        }
        checkNow(DocumentShapes.QUERY_RESULTS, rest, at);
        query =
                Optional.of(
                        new EpcisDocument.Query(
                                rest.get("queryName").stringValue(),
                                TreeParts.text(rest, "subscriptionID")));
    }

    private void resultsBody(JsonParser parser, Pointer at) {
        requireObject(parser, at);
        ObjectNode rest = Json.MAPPER.createObjectNode();
        for (String name = nextName(parser); !name.isEmpty(); name = nextName(parser)) {
            forget(parser);
            if (name.equals(EVENT_LIST)) {
                events(parser, at.child(EVENT_LIST));
            } else {
                rest.set(name, readTree(parser));
            }
        }
        if (!eventsSeen) {
            throw missing(at.child(EVENT_LIST));
        }
        checkNow(DocumentShapes.RESULTS_BODY, rest, at);
    }

    private void events(JsonParser parser, Pointer at) {
        eventsSeen = true;
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Checks.wrongType("an array", readTree(parser), at);
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Pointer eventAt = at.child(eventCount);
            if (eventCount == limits.eventsMax()) {
                throw Checks.refuse(
                        Rule.LIMIT, eventAt, "", "more than " + limits.eventsMax() + " events");
            }
            requireObject(parser, eventAt);
            long start = parser.currentTokenLocation().getByteOffset();
            source.keepFrom(start);
            JsonNode tree = readTree(parser);
            long end = parser.currentLocation().getByteOffset();
            byte[] bytes = source.object(start, end);
            if (parser instanceof UniqueMembers unique && unique.takeRepeated()) {
                bytes = Json.MAPPER.writeValueAsBytes(tree);
            }
            source.keepFrom(end);
            event(tree, eventAt, bytes);
        }
    }

    private void event(JsonNode tree, Pointer at, byte[] bytes) {
        Walk walk = new Walk(limits);
        EventShapes.check(tree, at, walk);
        Namespaces own = own(tree, at);
        walk.prefixes()
                .forEach(
                        (prefix, place) -> {
                            if (!own.declares(prefix)) {
                                remember(prefix, place);
                            }
                        });
        sink.event(EventBuilder.build(tree, new EventJson(bytes)), eventCount);
        eventCount++;
    }

    private void remember(String prefix, Pointer at) {
        JsonNode context = top.get(CONTEXT);
        if (context != null) {
            Namespaces known = declared.orElseGet(() -> own(top, Pointer.ROOT));
            declared = Optional.of(known);
            known.require(Map.of(prefix, at), Namespaces.NONE);
        } else if (prefixes.size() < Walk.PREFIXES_MAX || prefixes.containsKey(prefix)) {
            prefixes.putIfAbsent(prefix, at);
        } else {
            throw Checks.refuse(
                    Rule.LIMIT,
                    at,
                    prefix,
                    "more than " + Walk.PREFIXES_MAX + " different prefixes before @context");
        }
    }

    private static Namespaces own(JsonNode event, Pointer at) {
        JsonNode context = event.get(CONTEXT);
        return context == null ? Namespaces.NONE : Namespaces.read(context, at.child(CONTEXT));
    }

    /// Lets go of the bytes before the current value; each value is bounded by itself.
    private void forget(JsonParser parser) {
        source.keepFrom(parser.currentTokenLocation().getByteOffset());
    }

    private void checkNow(ObjectShape shape, JsonNode node, Pointer at) {
        Walk walk = new Walk(limits);
        shape.check(node, at, walk);
        walk.prefixes().forEach(this::remember);
    }

    private EpcisDocument finish(Optional<byte[]> whole) {
        if (whole.isPresent()) {
            return single(whole.get());
        }
        Pointer bodyAt = Pointer.ROOT.child(BODY);
        String type = TreeParts.text(top, "type").orElse("");
        boolean isQuery = type.equals("EPCISQueryDocument");
        if (isQuery && mode == Mode.CAPTURE) {
            throw queryRefused(Pointer.ROOT.child("type"));
        }
        Walk walk = new Walk(limits);
        (isQuery ? DocumentShapes.QUERY : DocumentShapes.CAPTURE).check(top, Pointer.ROOT, walk);
        if (body != (isQuery ? Body.QUERY : Body.CAPTURE)) {
            throw missing(bodyAt.child(isQuery ? QUERY_RESULTS : EVENT_LIST));
        }
        Namespaces namespaces = Namespaces.read(top.get(CONTEXT), Pointer.ROOT.child(CONTEXT));
        namespaces.require(walk.prefixes(), Namespaces.NONE);
        namespaces.require(prefixes, Namespaces.NONE);
        return described(
                isQuery ? EpcisDocument.Kind.QUERY : EpcisDocument.Kind.CAPTURE, namespaces);
    }

    private EpcisDocument single(byte[] whole) {
        String type = TreeParts.text(top, "type").orElse("");
        if (type.equals("EPCISQueryDocument") && mode == Mode.CAPTURE) {
            throw queryRefused(Pointer.ROOT.child("type"));
        }
        if (type.equals("EPCISDocument") || type.equals("EPCISQueryDocument")) {
            throw missing(Pointer.ROOT.child(BODY));
        }
        Walk walk = new Walk(limits);
        EventShapes.check(top, Pointer.ROOT, walk);
        if (!top.has(CONTEXT) && mode != Mode.EVENT) {
            throw missing(Pointer.ROOT.child(CONTEXT));
        }
        Namespaces namespaces = own(top, Pointer.ROOT);
        namespaces.require(walk.prefixes(), outer);
        sink.event(EventBuilder.build(top, new EventJson(whole)), eventCount);
        eventCount++;
        return described(EpcisDocument.Kind.SINGLE_EVENT, namespaces);
    }

    private EpcisDocument described(EpcisDocument.Kind kind, Namespaces namespaces) {
        boolean document = kind != EpcisDocument.Kind.SINGLE_EVENT;
        Optional<String> none = Optional.empty();
        return new EpcisDocument(
                kind,
                document ? TreeParts.text(top, "schemaVersion") : none,
                document ? TreeParts.instant(top, "creationDate") : Optional.empty(),
                document ? TreeParts.text(top, "id") : none,
                document ? TreeParts.text(top, "sender") : none,
                document ? TreeParts.text(top, "receiver") : none,
                Map.copyOf(namespaces.declared()),
                document
                        ? Optional.ofNullable(top.get("epcisHeader"))
                                .map(header -> header.get("epcisMasterData"))
                                .map(JsonNode::toString)
                        : none,
                query,
                eventCount);
    }

    private static EpcisRefused missing(Pointer at) {
        return Checks.refuse(Rule.REQUIRED, at, "", at.token() + " is missing");
    }
}
