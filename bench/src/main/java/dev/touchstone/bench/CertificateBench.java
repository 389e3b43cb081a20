// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// The certificates of a campaign's 10,000 signatures, issued, signed, printed as PDF/A and stored
/// by a server over HTTP; 100 in the short form. In the middle the server is killed with SIGKILL
/// and started again, which the time includes.
///
/// The peer makes as many bare PDF pages of text with no font inside, hashes each and signs as
/// many texts with Ed25519, in one thread and in memory.
final class CertificateBench implements Benchmark {
    private static final int CERTIFICATES = 10_000;
    private static final int CERTIFICATES_SHORT = 100;
    private static final int AT_ONCE = 2_000;
    private static final double SECONDS_MAX = 300;
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final InstantSource clock;

    CertificateBench(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(Settings settings, Figures figures) {
        boolean brief = settings.perFigure().compareTo(Settings.DEFAULT) < 0;
        int count = brief ? CERTIFICATES_SHORT : CERTIFICATES;
        ServerChild.inFolder(folder -> measure(folder, count, figures));
    }

    private void measure(Path folder, int count, Figures figures) {
        List<String> bare =
                PublicLogBench.child(
                        BarePages.class, List.of("-Xmx512m"), List.of(String.valueOf(count)));
        String line = PublicLogBench.output(bare, folder.resolve("bare.log")).getLast();
        double peer = Double.parseDouble(line.split(" ", -1)[1]);
        String data = folder.resolve("data").toString();
        Visitor operator;
        String all;
        String batch;
        int port;
        double before;
        try (ServerChild server =
                ServerChild.start(folder, List.of("serve", "--port", "0", "--data", data))) {
            URI origin = server.address();
            port = origin.getPort();
            CampaignPeople people = new CampaignPeople(origin, server.lines());
            operator = people.operator();
            all = CampaignBench.published(people, clock, count, AT_ONCE) + "/certificates";
            long start = System.nanoTime();
            batch = started(operator, all);
            until(operator, batch, count / 3, start);
            before = (System.nanoTime() - start) / 1e9;
            server.kill();
        }
        List<String> again = List.of("serve", "--port", String.valueOf(port), "--data", data);
        try (ServerChild server = ServerChild.start(folder, again)) {
            long start = System.nanoTime();
            JsonNode done = until(operator, batch, count, start);
            double ours = before + (System.nanoTime() - start) / 1e9;
            if (done.path("issued").asInt() != count || done.path("failed").asInt() != 0) {
                throw new Bench.Broken("the batch says " + done);
            }
            String more = started(operator, all);
            JsonNode nothing = until(operator, more, 0, System.nanoTime());
            if (nothing.path("total").asInt() != 0) {
                throw new Bench.Broken("a second batch says " + nothing);
            }
            figures.figure("restart", server.toReady().toNanos() / 1e9, "s");
            figures.figure("bare-pages-and-signatures", peer, "s");
            figures.figure("all-" + count, ours, "s", peer / ours, "bare-pages-and-signatures");
            figures.figure("certificates", count / ours, "/s");
            if (ours > SECONDS_MAX) {
                figures.note("all-" + count + " misses its target of " + SECONDS_MAX + " s");
            }
        }
    }

    private static String started(Visitor operator, String all) {
        Visitor.Answer begun = operator.post(all, Map.of());
        if (begun.status() != 202) {
            throw new Bench.Broken("a batch answers " + begun.status() + " " + begun.text());
        }
        return "/api/certificate-batches/" + begun.json().path("id").asString();
    }

    /// Waits until so many are printed; until the end when they are all.
    private static JsonNode until(Visitor operator, String batch, int printed, long start) {
        while (true) {
            JsonNode now = operator.get(batch).json();
            boolean ended = !now.path("state").asString("").equals("RUNNING");
            boolean all = printed >= now.path("total").asInt();
            if (ended || (!all && now.path("printed").asInt() >= printed)) {
                return now;
            }
            if (System.nanoTime() - start > 4 * SECONDS_MAX * 1e9) {
                throw new Bench.Broken("the batch stands still: " + now);
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }
}
