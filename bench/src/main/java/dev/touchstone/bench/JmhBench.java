// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.time.Duration;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The small operations of the libraries under JMH, in a fork of their own: what they cost without
/// a server around them.
final class JmhBench implements Benchmark {
    private static final int ITERATIONS = 5;

    @Override
    public void run(Settings settings, Figures figures) {
        boolean brief = settings.perFigure().compareTo(Settings.SHORT) <= 0;
        Duration all = settings.perFigure();
        TimeValue each = TimeValue.milliseconds(all.toMillis() / (brief ? 1 : ITERATIONS));
        Options options =
                new OptionsBuilder()
                        .include(TreeBenchmark.class.getName())
                        .include(CredentialBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(brief ? 1 : 2)
                        .warmupTime(each)
                        .measurementIterations(brief ? 1 : ITERATIONS)
                        .measurementTime(each)
                        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build();
        try {
            Collection<RunResult> results = new Runner(options).run();
            for (RunResult result : results) {
                var primary = result.getPrimaryResult();
                figures.figure(primary.getLabel(), primary.getScore(), primary.getScoreUnit());
            }
        } catch (RunnerException e) {
            throw new Bench.Broken("JMH: " + e.getMessage());
        }
    }
}
