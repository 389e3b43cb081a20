// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.hidden;

import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.verify.Item;
import dev.touchstone.app.verify.Sight;
import dev.touchstone.app.verify.Verdicts;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pages of hidden codes: for who has scratched, and for the maker whose items are locked.
/// Thread-safe.
public final class HiddenPages {
    /// Where a hidden code is typed.
    public static final String PATH = "/verify/hidden";

    private static final String DESK = "/desk/hidden";
    private static final int SERIAL_LENGTH_MAX = 20;

    private final HiddenChecks checks;
    private final Verdicts verdicts;
    private final RateLimit limit;

    /// Pages of hidden codes.
    ///
    /// @param limit on tries from one address prefix
    public HiddenPages(HiddenChecks checks, Verdicts verdicts, RateLimit limit) {
        this.checks = checks;
        this.verdicts = verdicts;
        this.limit = limit;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        routes.get(PATH, Access.OPEN, this::form);
        routes.post(PATH, Access.OPEN, this::check);
        routes.get(DESK, makers, this::locked);
        routes.post(DESK + "/unlock", makers, this::unlock);
    }

    private Response form(Request request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("gtin", request.query("gtin").orElse(""));
        shown.put("serial", request.query("serial").orElse(""));
        return request.page("hidden/form", shown);
    }

    private Response check(Request request) {
        limit.spend(RateLimit.prefix(request.peerAddress()));
        Input input = request.input("gtin", "serial", "code");
        Gtin gtin = input.parse("gtin", 14, Gtin::parse);
        Serial serial = input.parse("serial", SERIAL_LENGTH_MAX, Serial::new);
        Answer answer =
                checks.check(gtin, serial, input.text("code", HiddenChecks.TYPED_LENGTH_MAX));
        if (request.wantsJson()) {
            return Response.json(json(answer)).header("Cache-Control", "no-store");
        }
        Sight sight = verdicts.look(new Item(gtin, Optional.empty(), serial));
        return request.page("hidden/answer", Map.of("answer", answer, "sight", sight));
    }

    private static Map<String, Object> json(Answer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (answer) {
            case Answer.First first -> {
                json.put("answer", "FIRST");
                json.put("firstAt", first.at().toString());
            }
            case Answer.Again again -> {
                json.put("answer", "AGAIN");
                json.put("count", again.count());
                json.put("firstAt", again.firstAt().toString());
            }
            case Answer.Wrong wrong -> {
                json.put("answer", "WRONG");
                json.put("left", wrong.left());
            }
            case Answer.Locked locked -> {
                json.put("answer", "LOCKED");
                json.put("since", locked.since().toString());
            }
        }
        return json;
    }

    /// A locked item as the page lists it.
    public record Line(HiddenChecks.Locked locked, String code, String path) {}

    private Response locked(Request request) {
        List<Line> lines = checks.locked(request.signedIn()).stream().map(this::line).toList();
        return request.page("hidden/locked", Map.of("lines", lines));
    }

    private Line line(HiddenChecks.Locked locked) {
        String code = checks.code(locked);
        return new Line(locked, code, ItemAddress.stem(locked.gtin()) + code);
    }

    private Response unlock(Request request) {
        Input input = request.input("gtin", "serial");
        checks.unlock(
                request.signedIn(),
                input.parse("gtin", 14, Gtin::parse),
                input.parse("serial", SERIAL_LENGTH_MAX, Serial::new));
        return Response.seeOther(DESK);
    }
}
