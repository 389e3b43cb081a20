// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a visitor says to be: a prefecture at the most, offered once a check was counted and
/// never asked for. It stands in a cookie of the visitor's own browser and nowhere else, and is
/// sent to addresses of items alone. Thread-safe.
public final class PlacePages {
    static final String ADDRESS = "/check/place";

    private static final String COOKIE = "touchstone_place";
    private static final int SECONDS_KEPT = 30 * 86_400;
    private static final int PATH_LENGTH_MAX = 200;
    private static final Pattern ITEM =
            Pattern.compile(
                    "(/01/[0-9]{8,14}(/10/[^/?#\\s\\\\]+)?/21|/P/29[0-9]{11})/[^/?#\\s\\\\]+");

    /// Read when first asked for.
    private static final class Table {
        private static final List<Group> GROUPS =
                Region.all().stream()
                        .filter(region -> region.to().isEmpty())
                        .filter(region -> !region.code().equals(Region.FIXTURE))
                        .map(Table::group)
                        .toList();
        private static final Set<String> CODES =
                GROUPS.stream()
                        .flatMap(group -> group.choices().stream())
                        .map(Choice::code)
                        .collect(Collectors.toUnmodifiableSet());

        /// Municipalities, Hong Kong, Macao and Taiwan are one place each.
        private static Group group(Region region) {
            List<Choice> below =
                    Place.of(region).below().stream()
                            .filter(place -> place.level() == Place.Level.PREFECTURE)
                            .map(place -> new Choice(place.code(), place.zh(), place.zh()))
                            .toList();
            List<Choice> whole = List.of(new Choice(region.code(), region.zh(), region.en()));
            return new Group(
                    region.zh(),
                    region.en(),
                    Stream.of(whole, below).flatMap(List::stream).toList());
        }
    }

    /// A province-level unit and what can be chosen of it.
    public record Group(String zh, String en, List<Choice> choices) {}

    /// A place that can be chosen.
    ///
    /// @param en the Chinese name where the standard has no other
    public record Choice(String code, String zh, String en) {}

    private final boolean secure;

    /// Pages of places.
    ///
    /// @param secure whether people reach us by https
    public PlacePages(boolean secure) {
        this.secure = secure;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get(ADDRESS, Access.OPEN, this::form);
        routes.post(ADDRESS, Access.OPEN, this::choose);
    }

    /// Where a visitor said to be, as a code of GB/T 2260; [Sighting#UNKNOWN] when nothing that
    /// can be chosen was said.
    public static int told(Request request) {
        return request.cookie(COOKIE)
                .filter(Table.CODES::contains)
                .map(Integer::parseInt)
                .orElse(Sighting.UNKNOWN);
    }

    /// The address of the form that leads back to an item.
    public static String address(String path) {
        return ADDRESS + "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private static String next(String path) {
        return path.length() <= PATH_LENGTH_MAX && ITEM.matcher(path).matches() ? path : "/check";
    }

    private Response form(Request request) {
        return request.page(
                "scan/place",
                Map.of("groups", Table.GROUPS, "next", next(request.query("next").orElse(""))));
    }

    private Response choose(Request request) {
        Input input = request.input("place", "next");
        String place = input.optionalText("place", 6).orElse("");
        if (!place.isEmpty() && !Table.CODES.contains(place)) {
            throw new Refused(Code.NOT_FOUND).at("place");
        }
        String next = next(input.optionalText("next", PATH_LENGTH_MAX).orElse(""));
        return Response.seeOther(next)
                .header(
                        "Set-Cookie",
                        COOKIE
                                + "="
                                + place
                                + "; Path="
                                + (next.startsWith("/P/") ? "/P" : "/01")
                                + "; Max-Age="
                                + (place.isEmpty() ? 0 : SECONDS_KEPT)
                                + "; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : ""));
    }
}
