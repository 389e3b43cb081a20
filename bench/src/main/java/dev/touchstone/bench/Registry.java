// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.enterprise.EnterpriseFilter;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Csv;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Fills a registry with synthetic enterprises and searches it. Prints `FIGURE VALUE UNIT` lines,
/// with ` RATIO PEER` behind those that have one.
///
/// Names are made as Chinese company names are: a place, two to four characters of which some are
/// common and most are rare, a trade, a legal form. The first file comes in as an operator's CSV;
/// the others are written by SQL, since it is the search that is measured at size.
final class Registry {
    private static final int FILE_LINES = 20_000;
    private static final int STEP = 100_000;
    private static final int ASKS = 40;
    private static final int PEER_ASKS = 4;
    private static final int PAGE = 20;
    private static final int CODES = 900_000;
    private static final String NAMES = "lower(name_zh || ' ' || name_en || ' ' || former_names)";
    private static final String TRIGRAMS =
            "create index enterprise_names on enterprise using gin ("
                    + NAMES
                    + " gin_trgm_ops) with (gin_pending_list_limit = 512)";
    private static final String PAIRS =
            "create index enterprise_pairs on enterprise using gin (pairs)"
                    + " with (gin_pending_list_limit = 512)";

    private final Database db;
    private final Enterprises enterprises;
    private final PrintStream out;
    private final Random random = new Random(4754);
    private final Caller operator =
            new Caller(
                    new UUID(1, 1),
                    "bench",
                    Set.of(Role.OPERATOR),
                    Optional.empty(),
                    Optional.empty());

    private Registry(Database db, Enterprises enterprises, PrintStream out) {
        this.db = db;
        this.enterprises = enterprises;
        this.out = out;
    }

    /// Runs with a data folder and the number of enterprises.
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        SecureRandom random = new SecureRandom();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        InstantSource clock = InstantSource.system();
        Files.createDirectories(data);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, random);
                Database db =
                        Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            Ids ids = new Ids(clock, random);
            SealedText seal = new SealedText(new byte[SealedText.KEY_BYTES], random);
            PublicLog log = new PublicLog(ids, random);
            Enterprises enterprises = new Enterprises(db, log, seal, ids, clock);
            new Registry(db, enterprises, out).run(Integer.parseInt(args[1]));
        }
    }

    private void run(int size) {
        double bare = bare(file(1));
        double empty = imported(file(1));
        out.println("import-empty %.0f rows/s %.3f bare-insert".formatted(empty, empty / bare));
        prepare();
        int filled = FILE_LINES;
        for (int next : steps(size)) {
            fill(next - filled);
            filled = next;
            sizes(next, next == size);
        }
        search(size);
        double full = imported(file(2));
        out.println("import-full %.0f rows/s %.3f bare-insert".formatted(full, full / bare));
    }

    private static List<Integer> steps(int size) {
        List<Integer> steps = new ArrayList<>();
        if (STEP < size) {
            steps.add(STEP);
        }
        steps.add(size);
        return steps;
    }

    private double imported(List<String> lines) {
        byte[] file =
                ("creditCode,nameZh,nameEn,province,industry\n" + String.join("\n", lines) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        List<Csv.Row> rows =
                Csv.read(
                        file,
                        List.of("creditCode", "nameZh", "province", "industry"),
                        List.of("nameEn"));
        int created = enterprises.importRoll(operator, rows, false).created();
        if (created != FILE_LINES) {
            throw new IllegalStateException("imported " + created);
        }
        return FILE_LINES * 1e9 / (System.nanoTime() - start);
    }

    /// The same cells into one plain table without an index, in one transaction.
    private double bare(List<String> lines) {
        db.change(tx -> tx.sql().execute("create table plain (a text, b text, c text, d text)"));
        long start = System.nanoTime();
        db.change(
                tx -> {
                    var batch = tx.sql().prepareBatch("insert into plain values (?, ?, ?, ?)");
                    for (String line : lines) {
                        String[] cells = line.split(",", -1);
                        batch.add(cells[0], cells[1], cells[2], cells[3]);
                    }
                    batch.execute();
                });
        return FILE_LINES * 1e9 / (System.nanoTime() - start);
    }

    private List<String> file(int part) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < FILE_LINES; i++) {
            CreditCode code =
                    CreditCode.completed(
                            "91999999M%s%06d".formatted("AB".charAt(part - 1), CODES + i));
            lines.add(
                    "%s,%s,,%s,C%s"
                            .formatted(
                                    code,
                                    name(),
                                    Region.all().get(i % 34).zh(),
                                    Division.all().get(12 + i % 31).code()));
        }
        return lines;
    }

    private static final String COMMON = "华中盛达鑫源宏泰安恒诚信德美佳科创新天海金龙";

    private String name() {
        StringBuilder name = new StringBuilder(Region.all().get(random.nextInt(34)).shortZh());
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            name.append(
                    random.nextInt(3) == 0
                            ? COMMON.charAt(random.nextInt(COMMON.length()))
                            : (char) ('一' + random.nextInt(6_000)));
        }
        String[] trades = {"科技", "贸易", "精密机械", "电子", "食品", "建材", "化工", "纺织"};
        return name.append(trades[random.nextInt(trades.length)]).append("有限公司").toString();
    }

    /// The indexes of the search are built once the rows are there, as a first bulk load would.
    private void prepare() {
        db.change(
                tx -> {
                    tx.sql().execute(NAME);
                    tx.sql().execute("drop index enterprise_names, enterprise_pairs");
                });
    }

    private static final String FILL =
            """
            insert into enterprise (id, credit_code, name_zh, name_en, province, industry,
              division, state, registered_by, registered_at, verified_by, verified_at, statement,
              pairs)
            select uuidv7(),
              '91' || lpad((random() * 899999)::int::text, 6, '1')
                || 'M' || upper(substr(md5(random()::text || i), 1, 9)),
              zh, en,
              (array['110000', '310000', '440000', '330000', '320000', '370000', '410000'])
                [1 + floor(random() * 7)::int],
              'C', (13 + floor(random() * 31)::int)::text, 'VERIFIED',
              '00000000-0000-0001-0000-000000000001', now(),
              '00000000-0000-0001-0000-000000000002', now(), gen_random_uuid(),
              enterprise_pairs(lower(zh || ' ' || en || ' '))
            from (
              select i, synthetic_name() as zh,
                case when random() < 0.3
                  then initcap(substr(md5(random()::text), 1, 7)) || ' Precision Works Co Ltd'
                  else '' end as en
              from generate_series(1, :count) as i
              offset 0
            ) as names
            on conflict do nothing
            """;
    private static final String NAME =
            """
            create function synthetic_name() returns text language sql volatile as $$
              select (array['北京', '上海', '广东', '深圳', '浙江', '江苏', '山东', '河南', '四川',
                '湖北', '福建', '湖南'])[1 + floor(random() * 12)::int]
              || (select string_agg(case when random() < 0.33
                    then substr('%s', 1 + floor(random() * %d)::int, 1)
                    else chr(19968 + floor(random() * 6000)::int) end, '')
                  from generate_series(1, 2 + floor(random() * 3)::int))
              || (array['科技', '贸易', '精密机械', '电子', '食品', '建材', '化工', '纺织'])
                [1 + floor(random() * 8)::int] || '有限公司'
            $$
            """
                    .formatted("华中盛达鑫源宏泰安恒诚信德美佳科创新天海金龙", 22);

    private void fill(int rows) {
        long start = System.nanoTime();
        for (int done = 0; done < rows; done += STEP) {
            int count = Math.min(STEP, rows - done);
            db.change(tx -> tx.sql().createUpdate(FILL).bind("count", count).execute());
        }
        out.println("fill %.0f rows/s".formatted(rows * 1e9 / (System.nanoTime() - start)));
    }

    private void sizes(int rows, boolean last) {
        double trigrams = seconds(TRIGRAMS);
        double pairs = seconds(PAIRS);
        seconds("analyze enterprise");
        String at = "-" + rows / 1_000 + "k";
        out.println("build-trigrams%s %.1f s".formatted(at, trigrams));
        out.println("build-pairs%s %.1f s".formatted(at, pairs));
        Map<String, String> measured = new LinkedHashMap<>();
        measured.put("row-bytes", "pg_relation_size('enterprise')");
        measured.put("index-bytes", "pg_indexes_size('enterprise')");
        measured.put("trigram-bytes", "pg_relation_size('enterprise_names')");
        measured.put("pair-bytes", "pg_relation_size('enterprise_pairs')");
        measured.forEach(
                (name, size) ->
                        out.println(
                                "%s%s %.0f bytes/row"
                                        .formatted(name, at, one("select " + size) / rows)));
        time("search-2-rare" + at, fragments("pair"), true);
        time("search-2-common" + at, List.of("有限", "科技", "北京"), true);
        if (!last) {
            seconds("drop index enterprise_names, enterprise_pairs");
        }
    }

    private double seconds(String sql) {
        long start = System.nanoTime();
        db.change(tx -> tx.sql().execute(sql));
        return (System.nanoTime() - start) / 1e9;
    }

    private double one(String sql) {
        return db.read(tx -> tx.sql().createQuery(sql).mapTo(Double.class).one());
    }

    /// Fragments that are there, cut from names at random.
    private List<String> fragments(String kind) {
        String cut =
                switch (kind) {
                    case "one" -> "substr(name_zh, 3, 1)";
                    case "pair" -> "substr(name_zh, 3, 2)";
                    case "three" -> "substr(name_zh, 2, 3)";
                    case "four" -> "substr(name_zh, 2, 4)";
                    case "latin" -> "lower(substr(name_en, 2, 5))";
                    default -> "substr(credit_code, 1, 10)";
                };
        String where = kind.equals("latin") ? "where name_en <> ''" : "";
        return db.read(
                tx ->
                        tx.sql()
                                .createQuery(
                                        "select %s from enterprise tablesample system (1)"
                                                .concat(" %s limit %d")
                                                .formatted(cut, where, ASKS))
                                .mapTo(String.class)
                                .list());
    }

    private void search(int size) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("search-1", fragments("one"));
        kinds.put("search-1-common", List.of("司", "华", "电", "鑫"));
        kinds.put("search-2", fragments("pair"));
        kinds.put("search-2-common", List.of("有限", "科技", "北京", "精密", "华中", "技有"));
        kinds.put("search-3", fragments("three"));
        kinds.put("search-3-common", List.of("有限公", "技有限", "子有限"));
        kinds.put("search-4", fragments("four"));
        kinds.put("search-4-common", List.of("有限公司", "科技有限", "精密机械"));
        kinds.put("search-latin", fragments("latin"));
        kinds.put("search-latin-common", List.of("works", "precision", "co ltd"));
        kinds.put("search-none", List.of("没有这样的名字", "zzzzqq", "鑫鑫鑫鑫"));
        kinds.put("search-code", fragments("code"));
        kinds.forEach((name, texts) -> time(name, texts, false));
        out.println("enterprises %d rows".formatted(size));
    }

    /// Times a search, and, unless only it is asked for, its peers on the same fragments: reading
    /// every row, and the index of trigrams alone.
    private void time(String name, List<String> fragments, boolean alone) {
        double[] ours = times(fragments, ASKS, this::ours);
        out.println("%s-p50 %.2f ms".formatted(name, quantile(ours, 0.5)));
        if (alone) {
            out.println("%s-p99 %.2f ms".formatted(name, quantile(ours, 0.99)));
            return;
        }
        double scan = quantile(times(fragments, PEER_ASKS, text -> peer(text, false)), 0.5);
        double trigrams = quantile(times(fragments, PEER_ASKS, text -> peer(text, true)), 0.5);
        double p50 = Math.max(0.001, quantile(ours, 0.5));
        out.println("%s-p99 %.2f ms".formatted(name, quantile(ours, 0.99)));
        out.println("%s-scan %.2f ms %.2f ours-p50".formatted(name, scan, p50 / scan));
        out.println("%s-trigrams %.2f ms %.2f ours-p50".formatted(name, trigrams, p50 / trigrams));
    }

    private static double[] times(List<String> fragments, int count, Consumer<String> ask) {
        fragments.forEach(ask);
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            String fragment = fragments.get(i % fragments.size());
            long start = System.nanoTime();
            ask.accept(fragment);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private void ours(String text) {
        EnterpriseFilter filter =
                new EnterpriseFilter(
                        Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
        enterprises.search(Optional.empty(), filter, Optional.empty(), PAGE);
    }

    /// A page and a count of the plain `like`, as ours answers both.
    private void peer(String text, boolean trigrams) {
        String like = NAMES + " like :like";
        db.read(
                tx -> {
                    tx.sql().execute("set local plan_cache_mode = force_custom_plan");
                    tx.sql().execute("set local jit = off");
                    if (!trigrams) {
                        tx.sql().execute("set local enable_bitmapscan = off");
                        tx.sql().execute("set local enable_indexscan = off");
                    }
                    for (String select :
                            List.of(
                                    "select id from enterprise where %s order by id limit 20",
                                    "select id from enterprise where %s limit 1001")) {
                        tx.sql()
                                .createQuery(select.formatted(like))
                                .bind("like", "%" + text + "%")
                                .mapTo(String.class)
                                .list();
                    }
                    return true;
                });
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * part))];
    }
}
