// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.EpcUri;
import dev.touchstone.gs1.Gtin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// The GS1 library: reading what stands in a QR code, on one core.
///
/// The peer only splits the same text into the parts of a URI (`java.net.URI`), without a look at
/// application identifiers, formats or check digits.
final class Gs1Bench implements Benchmark {
    private static final int LINKS = 1_000;
    private static final String PEER = "java.net.URI";

    @Override
    public void run(Settings settings, Figures figures) {
        List<String> items = new ArrayList<>();
        List<String> logistic = new ArrayList<>();
        List<String> urns = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            String gtin = gtin(i).digits();
            items.add("https://example.com/01/" + gtin + "/21/A0B1C2D3E4F5G6H7" + (1_000 + i));
            logistic.add(
                    "https://example.com/more/stem/01/%s/10/LOT%%2F%d/21/S%d?3103=000195&17=271231"
                            .formatted(gtin, i, i));
            urns.add("urn:epc:id:sgtin:0614141.107346." + i);
        }
        measure(settings, figures, "digital-link-parse", items, Gs1Bench::link);
        measure(settings, figures, "digital-link-parse-attributes", logistic, Gs1Bench::link);
        measure(
                settings,
                figures,
                "epc-urn-to-link",
                urns,
                u -> EpcUri.toDigitalLink(u).hashCode());
    }

    private static long link(String uri) {
        return DigitalLink.parse(uri).qualifiers().size();
    }

    private static Gtin gtin(int number) {
        String body = String.format(Locale.ROOT, "0999999%06d", number);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return new Gtin(body + (10 - sum % 10) % 10);
    }

    private static void measure(
            Settings settings,
            Figures figures,
            String figure,
            List<String> texts,
            ToLongFunction<String> parse) {
        Timed.Work ours = new Timed.Work(texts.size(), () -> texts.stream().mapToLong(parse).sum());
        Timed.Work peer =
                new Timed.Work(
                        texts.size(),
                        () -> texts.stream().mapToLong(t -> URI.create(t).hashCode()).sum());
        Timed.Pair pair = Timed.compare(settings.perFigure(), ours, peer);
        figures.figure(figure, pair, "parses/s", PEER);
    }
}
