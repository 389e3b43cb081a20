// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `bench NAME... [--seconds N] [--short]`: measures, and prints one line a figure.
///
/// Exit codes: 0 measured, 1 a benchmark found the program broken, 2 wrong usage, 3 an outage.
public final class Bench {
    private static final int DONE = 0;
    private static final int BROKEN = 1;
    private static final int USAGE = 2;
    private static final int OUTAGE = 3;

    private static final Map<String, Benchmark> BENCHMARKS = benchmarks();

    private Bench() {}

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
        benchmarks.put("start", new StartBench());
        benchmarks.put("order", new OrderBench());
        benchmarks.put("spine", new SpineBench(InstantSource.system()));
        Benchmark tree = new LogBench();
        Benchmark audit = new AuditBench();
        Benchmark slice = new PublicLogBench();
        benchmarks.put(
                "log",
                (settings, figures) -> {
                    tree.run(settings, figures);
                    audit.run(settings, figures);
                    slice.run(settings, figures);
                });
        benchmarks.put("campaign", new CampaignBench(InstantSource.system()));
        benchmarks.put("registry", new RegistryBench());
        benchmarks.put("certificate", new CertificateBench(InstantSource.system()));
        benchmarks.put("scan", new ScanBench(InstantSource.system()));
        benchmarks.put("resolver", new ResolverBench(InstantSource.system()));
        benchmarks.put("jmh", new JmhBench());
        benchmarks.put("gs1", new Gs1Bench());
        benchmarks.put("epcis", new EpcisBench());
        benchmarks.put("qr", new QrBench());
        benchmarks.put("mark", new MarkBench());
        benchmarks.put("label", new LabelBench());
        return benchmarks;
    }

    /// Runs and ends the process.
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), out, err));
    }

    /// Runs a command line.
    ///
    /// @return the exit code
    static int run(List<String> args, PrintWriter out, PrintWriter err) {
        Settings settings;
        try {
            settings = Settings.parse(args, List.copyOf(BENCHMARKS.keySet()));
        } catch (Settings.Unusable e) {
            err.println("bench: " + e.getMessage());
            err.println(
                    "usage: bench NAME... [--seconds N] [--short], NAME one of all, "
                            + String.join(", ", BENCHMARKS.keySet()));
            return USAGE;
        }
        int worst = DONE;
        for (String name : settings.names()) {
            Benchmark benchmark = BENCHMARKS.get(name);
            if (benchmark == null) {
                throw new IllegalStateException("was parsed, yet is unknown: " + name);
            }
            try {
                benchmark.run(settings, new Figures(name, out, err));
            } catch (Broken e) {
                err.println("bench " + name + ": " + e.getMessage());
                worst = Math.max(worst, BROKEN);
            } catch (Outage e) {
                err.println("bench " + name + ": " + e.getMessage());
                worst = Math.max(worst, OUTAGE);
            }
        }
        return worst;
    }

    /// The program under measurement answers wrongly.
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    /// What is needed to measure cannot be had: no jar, a server that does not start.
    static final class Outage extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outage(String message) {
            super(message);
        }

        Outage(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
