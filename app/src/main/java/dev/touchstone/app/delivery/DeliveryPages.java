// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.delivery;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.CodeList;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Deliveries for people and programs. Thread-safe.
public final class DeliveryPages {
    private final Deliveries deliveries;
    private final MarkCodes codes;
    private final RateLimit limit;
    private final String origin;

    /// Pages of deliveries.
    ///
    /// @param limit how many links one network may try
    /// @param origin what links begin with, without a slash at the end
    public DeliveryPages(Deliveries deliveries, MarkCodes codes, RateLimit limit, String origin) {
        this.deliveries = deliveries;
        this.codes = codes;
        this.limit = limit;
        this.origin = origin;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        Access owner = Access.of(Role.OWNER);
        Access keys = makers.withScope(Scope.MARK);
        routes.get("/api/orders/{id}/codes.csv", keys, this::list);
        routes.get("/desk/orders/{id}/codes.csv", makers, this::list);
        routes.get("/api/orders/{id}/deliveries", keys, this::log);
        routes.post("/api/orders/{id}/deliveries", owner.withScope(Scope.MARK), this::makeByKey);
        routes.get("/desk/orders/{id}/deliveries", makers, this::show);
        routes.post("/desk/orders/{id}/deliveries", owner, this::make);
        routes.post("/desk/orders/{id}/deliveries/{delivery}/withdraw", owner, this::withdraw);
        routes.get("/deliveries/{secret}", Access.OPEN, this::follow);
        routes.post("/deliveries/{secret}", Access.OPEN, this::take);
    }

    private Response list(Request request) {
        Deliveries.Shown shown = deliveries.fetchList(request.signedIn(), request.id("id"));
        Order order = shown.order();
        CodeList list = new CodeList(codes, order, origin);
        return Response.stream(
                        "text/csv; charset=utf-8",
                        out ->
                                send(
                                        shown.delivery(),
                                        out,
                                        to -> {
                                            list.write(to, 1, order.count());
                                            return Optional.empty();
                                        }))
                .attachment("codes-" + order.id() + ".csv")
                .header("Cache-Control", "no-store");
    }

    /// Writes something and says the digest of its manifest, if it has one.
    private interface Sending {
        Optional<String> to(OutputStream out) throws IOException;
    }

    private void send(Delivery delivery, OutputStream out, Sending sending) throws IOException {
        CountingStream counted = new CountingStream(out);
        boolean whole = false;
        Optional<String> manifest = Optional.empty();
        try {
            manifest = sending.to(counted);
            counted.flush();
            whole = true;
        } finally {
            deliveries.ended(delivery, whole, counted.count(), manifest);
        }
    }

    private Response log(Request request) {
        return Response.json(
                Map.of(
                        "deliveries",
                        deliveries.list(request.signedIn(), request.id("id")).stream()
                                .map(DeliveryPages::json)
                                .toList()));
    }

    private Response makeByKey(Request request) {
        Deliveries.Made made = made(request);
        Map<String, Object> json = json(made.delivery());
        json.put("link", origin + "/deliveries/" + made.secret());
        json.put("password", made.password());
        return Response.json(201, json).header("Cache-Control", "no-store");
    }

    private Deliveries.Made made(Request request) {
        Input input = request.input("recipient");
        String recipient = input.text("recipient", Delivery.RECIPIENT_LENGTH_MAX);
        return deliveries.make(request.signedIn(), request.id("id"), recipient);
    }

    private Response show(Request request) {
        return page(request, Optional.empty());
    }

    private Response make(Request request) {
        return page(request, Optional.of(made(request)));
    }

    private Response page(Request request, Optional<Deliveries.Made> made) {
        UUID order = request.id("id");
        Map<String, Object> model =
                Map.of(
                        "order",
                        order.toString(),
                        "log",
                        deliveries.list(request.signedIn(), order),
                        "made",
                        made,
                        "origin",
                        origin);
        return request.page("delivery/deliveries", model).header("Cache-Control", "no-store");
    }

    private Response withdraw(Request request) {
        UUID order = request.id("id");
        request.input();
        deliveries.withdraw(request.signedIn(), order, request.id("delivery"));
        return Response.seeOther("/desk/orders/" + order + "/deliveries");
    }

    private Response follow(Request request) {
        limit.spend(RateLimit.prefix(request.peerAddress()));
        Deliveries.Shown shown = deliveries.follow(request.part("secret"));
        return request.page(
                        "delivery/fetch", Map.of("shown", shown, "secret", request.part("secret")))
                .header("X-Robots-Tag", "noindex")
                .header("Cache-Control", "no-store");
    }

    private Response take(Request request) {
        limit.spend(RateLimit.prefix(request.peerAddress()));
        request.input();
        Deliveries.Taken taken = deliveries.take(request.part("secret"));
        Archive archive = new Archive(new CodeList(codes, taken.order(), origin), taken.order());
        return Response.stream(
                        "application/zip",
                        out ->
                                send(
                                        taken.delivery(),
                                        out,
                                        to ->
                                                Optional.of(
                                                        archive.write(
                                                                to,
                                                                taken.password().toCharArray()))))
                .attachment("codes-" + taken.order().id() + ".zip")
                .header("Cache-Control", "no-store");
    }

    private static Map<String, Object> json(Delivery delivery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id().toString());
        json.put("order", delivery.order().toString());
        json.put("way", delivery.way().name());
        json.put("recipient", delivery.recipient());
        json.put("state", delivery.state().name());
        json.put("madeAt", delivery.madeAt().toString());
        delivery.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
        delivery.fetchedAt().ifPresent(at -> json.put("fetchedAt", at.toString()));
        delivery.bytes().ifPresent(bytes -> json.put("bytes", bytes));
        delivery.manifest().ifPresent(digest -> json.put("manifest", digest));
        return json;
    }
}
