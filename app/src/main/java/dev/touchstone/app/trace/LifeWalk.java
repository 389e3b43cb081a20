// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Finds the events of an item's life: its own, and those of what it was packed in while it was
/// in it. Goes up hop by hop, each hop one question to the database. Confined to one walk.
final class LifeWalk {
    /// The most steps up: item, case, pallet, container, vehicle.
    static final int HOPS_MAX = 4;

    /// The most things of one hop.
    static final int THINGS_MAX = 200;

    /// The most events of a life; further ones are left out.
    static final int EVENTS_MAX = 300;

    /// A span of time, its end excluded.
    private record Span(Instant from, Instant to) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /// An event that was found, and through what.
    record Found(UUID enterprise, UUID event, String item, int hop) {}

    private final Map<String, List<TraceItem>> touches;
    private final Function<List<String>, List<TraceItem>> ask;
    private final Map<UUID, Found> found = new LinkedHashMap<>();
    private final Set<String> visited = new HashSet<>();

    /// A walk.
    ///
    /// @param touches what touches the things it begins with, by time
    /// @param ask what touches some more things, by time
    LifeWalk(Map<String, List<TraceItem>> touches, Function<List<String>, List<TraceItem>> ask) {
        this.touches = touches;
        this.ask = ask;
    }

    List<Found> from(List<String> items) {
        Map<String, List<Span>> frontier = new LinkedHashMap<>();
        items.forEach(item -> frontier.put(item, List.of(new Span(Instant.MIN, Instant.MAX))));
        Map<String, List<Span>> next = frontier;
        for (int hop = 0; hop <= HOPS_MAX && !next.isEmpty(); hop++) {
            visited.addAll(next.keySet());
            next = step(next, hop);
        }
        return List.copyOf(found.values());
    }

    private List<TraceItem> begin(Set<String> items) {
        return items.stream()
                .flatMap(item -> touches.getOrDefault(item, List.of()).stream())
                .sorted(Comparator.comparing(TraceItem::eventTime))
                .toList();
    }

    private Map<String, List<Span>> step(Map<String, List<Span>> frontier, int hop) {
        Map<String, Containment> containments = new HashMap<>();
        List<TraceItem> touching =
                hop == 0 ? begin(frontier.keySet()) : ask.apply(List.copyOf(frontier.keySet()));
        for (TraceItem touch : touching) {
            List<Span> spans = frontier.getOrDefault(touch.item(), List.of());
            if (spans.stream().noneMatch(span -> span.holds(touch.eventTime()))) {
                continue;
            }
            if (found.size() < EVENTS_MAX) {
                found.putIfAbsent(
                        touch.event(),
                        new Found(touch.enterprise(), touch.event(), touch.item(), hop));
            }
            if (touch.role().equals("CHILD")) {
                containments.computeIfAbsent(touch.item(), item -> new Containment()).note(touch);
            }
        }
        Map<String, List<Span>> next = new LinkedHashMap<>();
        for (Containment containment : containments.values()) {
            containment
                    .spans()
                    .forEach(
                            (parent, spans) -> {
                                if (!visited.contains(parent) && next.size() < THINGS_MAX) {
                                    next.computeIfAbsent(parent, p -> new ArrayList<>())
                                            .addAll(spans);
                                }
                            });
        }
        return next;
    }

    /// When one thing was in which others; told in the order of time.
    private static final class Containment {
        private final Map<String, Instant> open = new LinkedHashMap<>();
        private final Map<String, List<Span>> closed = new LinkedHashMap<>();

        void note(TraceItem touch) {
            if (!touch.action().equals("DELETE")) {
                if (!touch.parent().isEmpty()) {
                    open.putIfAbsent(touch.parent(), touch.eventTime());
                }
                return;
            }
            // Taken out of everything when the event does not say of what (EPCIS 2.0, 7.4.3).
            List<String> left =
                    touch.parent().isEmpty() ? List.copyOf(open.keySet()) : List.of(touch.parent());
            for (String parent : left) {
                Instant since = open.remove(parent);
                if (since != null) {
                    add(parent, new Span(since, touch.eventTime()));
                }
            }
        }

        private void add(String parent, Span span) {
            closed.computeIfAbsent(parent, p -> new ArrayList<>()).add(span);
        }

        Map<String, List<Span>> spans() {
            open.forEach((parent, since) -> add(parent, new Span(since, Instant.MAX)));
            open.clear();
            return closed;
        }
    }
}
