// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.scan.Devices;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `POST /verify` for handhelds of shops and inspectors: one code or up to [#CODES_MAX], each a
/// Digital Link or an element string, answered with reason codes in the same order. Counts when
/// asked to; what was counted is durable before the answer. Such checks are counted like others
/// and never weighed as a sign of copies. Thread-safe.
final class VerifyApi {
    /// The most codes of one request.
    static final int CODES_MAX = 1_000;

    private static final int TEXT_LENGTH_MAX = 300;
    private static final int BODY_BYTES_MAX = 1_024 * 1_024;

    private final Verdicts verdicts;
    private final Devices devices;
    private final CheckLimits limits;

    VerifyApi(Verdicts verdicts, Devices devices, CheckLimits limits) {
        this.verdicts = verdicts;
        this.devices = devices;
        this.limits = limits;
    }

    void addTo(Routes routes) {
        Access shops = Access.SIGNED_IN.withScope(Scope.VERIFY);
        routes.post("/verify", shops, BODY_BYTES_MAX, this::verify);
    }

    private Response verify(Request request) {
        Input input = request.input("code", "codes", "count");
        boolean count = input.has("count") && input.flag("count");
        if (input.has("code") == input.has("codes")) {
            throw new Refused(Code.MISSING_FIELD).at("codes");
        }
        List<String> texts =
                input.has("code")
                        ? List.of(input.text("code", TEXT_LENGTH_MAX))
                        : input.texts("codes", 1, CODES_MAX, TEXT_LENGTH_MAX);
        List<Map<String, Object>> results = results(request, texts, count);
        return Response.json(input.has("code") ? results.getFirst() : Map.of("results", results))
                .header("Cache-Control", "no-store");
    }

    private List<Map<String, Object>> results(Request request, List<String> texts, boolean count) {
        String account = request.signedIn().account().toString();
        limits.spend(account, texts.size());
        List<Optional<Item>> items = texts.stream().map(TypedCode::item).toList();
        Optional<Verdicts.Visitor> visitor =
                count
                        ? Optional.of(
                                new Verdicts.Visitor(devices.hash("account " + account), 0, true))
                        : Optional.empty();
        List<Sight> sights =
                verdicts.all(items.stream().flatMap(Optional::stream).toList(), visitor);
        long misses = (long) texts.size() - sights.size();
        List<Map<String, Object>> results = new ArrayList<>(texts.size());
        int next = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (items.get(i).isEmpty()) {
                results.add(VerifyJson.unread(texts.get(i)));
                continue;
            }
            Sight sight = sights.get(next++);
            misses += sight.verdict() instanceof Verdict.Unknown ? 1 : 0;
            results.add(VerifyJson.brief(texts.get(i), sight));
        }
        limits.missed(account, misses);
        return results;
    }
}
