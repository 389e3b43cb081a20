// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkKeyFile;
import dev.touchstone.app.mark.MarkKeyFile.Decoded;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Serial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone mark decode`: says of codes whether they are right, with an exported key and
/// nothing else: no network, no database.
@Command(
        name = "decode",
        description = {
            "Check codes with an exported key, offline.",
            "A right code may still be copied, void or not activated: only the platform knows."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every code is right",
            "1:some code is not",
            "2:wrong use of the command",
            "3:a file cannot be read, or the key has expired"
        })
final class MarkDecodeCommand implements Callable<Integer> {
    /// The most codes of one file.
    static final int CODES_MAX = 20_000_000;

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int OUTAGE = 3;

    @Parameters(
            paramLabel = "CODE|FILE",
            description = "a code, a link, or a file with one of them a line")
    private String what = "";

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "the key")
    private Path key = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    MarkDecodeCommand() {
        this(InstantSource.system());
    }

    MarkDecodeCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            MarkKeyFile file = MarkKeyFile.parse(Files.readAllBytes(key));
            Instant now = clock.instant();
            Path list = Path.of(what);
            if (!Files.isRegularFile(list)) {
                return decode(file, what, now) ? DONE : REFUSED;
            }
            boolean all = true;
            try (BufferedReader reader = Files.newBufferedReader(list)) {
                for (String line : (Iterable<String>) reader.lines().limit(CODES_MAX)::iterator) {
                    all &= line.isBlank() || decode(file, line, now);
                }
            }
            return all ? DONE : REFUSED;
        } catch (MarkKeyFile.Unusable e) {
            spec.commandLine().getErr().println("touchstone: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            spec.commandLine().getErr().println("touchstone: cannot read: " + e.getMessage());
        }
        return OUTAGE;
    }

    private boolean decode(MarkKeyFile file, String line, Instant now) {
        String text = line.strip();
        Decoded decoded = file.read(serial(file, text), now);
        PrintWriter out = spec.commandLine().getOut();
        switch (decoded) {
            case Decoded.Right right ->
                    out.println(
                            "right %s key %d %s%s"
                                    .formatted(
                                            text,
                                            file.keyId(),
                                            MarkAlgorithm.ofKeyId(file.keyId()),
                                            right.counter().map(c -> " counter " + c).orElse("")));
            case Decoded.WrongTag wrong -> out.println("wrong-tag " + text);
            case Decoded.OtherKey other ->
                    out.println("other-key " + text + " key " + other.code().keyId());
            case Decoded.NoCode none -> out.println("no-code " + text);
        }
        return decoded instanceof Decoded.Right;
    }

    /// The serial number of a link for the key's product; any other text is taken as the code.
    private static String serial(MarkKeyFile file, String text) {
        Optional<ItemAddress> own = ItemAddress.find(text);
        if (own.isPresent()) {
            return own.filter(one -> one.number().key().number() == file.product())
                    .flatMap(ItemAddress::serial)
                    .map(Serial::text)
                    .orElse(text);
        }
        return DigitalLink.find(text)
                .filter(link -> link.gtin().filter(g -> g.number() == file.product()).isPresent())
                .flatMap(DigitalLink::serial)
                .map(Serial::text)
                .orElse(text);
    }
}
