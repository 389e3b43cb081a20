// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// What an association does with a campaign's paper, over HTTP: 2,000 signatures imported,
/// reviewed and published; 200 in the short form.
///
/// The peer is a bare insert of the same rows, as text, into one plain table of the same database,
/// in as many transactions.
final class CampaignBench implements Benchmark {
    private static final int SIGNATURES = 2_000;
    private static final int SIGNATURES_SHORT = 200;
    private static final double SECONDS_MAX = 30;

    private final InstantSource clock;

    CampaignBench(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(Settings settings, Figures figures) {
        boolean brief = settings.perFigure().compareTo(Settings.DEFAULT) < 0;
        int count = brief ? SIGNATURES_SHORT : SIGNATURES;
        ServerChild.inFolder(folder -> measure(folder, count, figures));
    }

    private void measure(Path folder, int count, Figures figures) {
        Path data = folder.resolve("data");
        double ours;
        List<String> serve = List.of("serve", "--port", "0", "--data", data.toString());
        try (ServerChild server = ServerChild.start(folder, serve)) {
            ours = overHttp(server, count, figures);
        }
        List<String> bare =
                PublicLogBench.child(
                        CampaignRows.class, List.of("-Xmx512m"), List.of(data.toString()));
        String line = PublicLogBench.output(bare, folder.resolve("rows.log")).getLast();
        double peer = Double.parseDouble(line.split(" ", -1)[1]);
        figures.figure("bare-inserts", peer, "s");
        figures.figure("all-" + count, ours, "s", peer / ours, "bare-inserts");
        if (ours > SECONDS_MAX) {
            figures.note("all-" + count + " misses its target of " + SECONDS_MAX + " s");
        }
    }

    private double overHttp(ServerChild server, int count, Figures figures) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        URI origin = server.address();
        CampaignPeople people = new CampaignPeople(origin, server.lines());
        Visitor operator = people.operator();
        Visitor reviewer = people.invited("reviewer", "REVIEWER");
        Visitor publisher = people.invited("publisher", "PUBLISHER");
        need(operator.post("/api/enterprises/import", "text/csv", roll(1, count)), "enterprises");
        need(reviewer.post("/api/enterprises/verify-all", Map.of()), "verify");
        String path =
                "/api/campaigns/"
                        + need(
                                        operator.post("/api/campaigns", SpineTexts.campaign(today)),
                                        "campaign")
                                .json()
                                .path("id")
                                .asString();
        need(operator.post(path + "/open", Map.of()), "open");
        String csv = signatures(1, count, today.minusDays(1));
        long start = System.nanoTime();
        need(operator.post(path + "/signatures/import", "text/csv", csv), "import");
        long imported = System.nanoTime();
        need(reviewer.post(path + "/approve-all", Map.of()), "approve");
        long approved = System.nanoTime();
        Visitor.Answer last = need(publisher.post(path + "/publish-all", Map.of()), "publish");
        long published = System.nanoTime();
        if (last.json().path("published").asInt() != count) {
            throw new Bench.Broken("published " + last.text());
        }
        figures.figure("import-" + count, (imported - start) / 1e9, "s");
        figures.figure("review-" + count, (approved - imported) / 1e9, "s");
        figures.figure("publish-" + count, (published - approved) / 1e9, "s");
        return (published - start) / 1e9;
    }

    /// Brings a campaign's signatures onto the roll of a fresh server.
    ///
    /// @param atOnce how many lines one request brings
    /// @return the campaign's address in the API
    static String published(CampaignPeople people, InstantSource clock, int count, int atOnce) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Visitor operator = people.operator();
        Visitor reviewer = people.invited("reviewer", "REVIEWER");
        Visitor publisher = people.invited("publisher", "PUBLISHER");
        Visitor.Answer made =
                need(operator.post("/api/campaigns", SpineTexts.campaign(today)), "campaign");
        String path = "/api/campaigns/" + made.json().path("id").asString();
        need(operator.post(path + "/open", Map.of()), "open");
        for (int from = 1; from <= count; from += atOnce) {
            int to = Math.min(count, from + atOnce - 1);
            String roll = roll(from, to);
            need(operator.post("/api/enterprises/import", "text/csv", roll), "enterprises");
            need(reviewer.post("/api/enterprises/verify-all", Map.of()), "verify");
            String csv = signatures(from, to, today.minusDays(1));
            need(operator.post(path + "/signatures/import", "text/csv", csv), "import");
            need(reviewer.post(path + "/approve-all", Map.of()), "approve");
            need(publisher.post(path + "/publish-all", Map.of()), "publish");
        }
        return path;
    }

    private static Visitor.Answer need(Visitor.Answer answer, String what) {
        if (!answer.fine()) {
            throw new Bench.Broken(what + " answers " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static String roll(int from, int to) {
        StringBuilder csv = new StringBuilder("creditCode,nameZh,nameEn,province,industry\n");
        for (int n = from; n <= to; n++) {
            csv.append(SyntheticCodes.code("MA", n)).append(",示例企业").append(n);
            csv.append("有限公司,Sample ").append(n).append(" Co. Ltd.,440000,C\n");
        }
        return csv.toString();
    }

    private static String signatures(int from, int to, LocalDate on) {
        StringBuilder csv =
                new StringBuilder("creditCode,signerName,signerRole,category,signedOn\n");
        for (int n = from; n <= to; n++) {
            csv.append(SyntheticCodes.code("MA", n)).append(",示例签署人,质量负责人,IMPROVEMENT,");
            csv.append(on).append('\n');
        }
        return csv.toString();
    }
}
