// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import dev.touchstone.app.mark.ItemSignature;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.MalformedDocument;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone mark verify`: checks the signature an item carries (AI 8030), with the issuer's DID
/// document and nothing else.
@Command(
        name = "verify",
        description = "Check the signature of an item (AI 8030) offline.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:signed by the issuer",
            "1:not signed by the issuer",
            "2:wrong use of the command",
            "3:the document cannot be read"
        })
final class MarkVerifyCommand implements Callable<Integer> {
    private static final int RIGHT = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int OUTAGE = 3;

    @Parameters(
            paramLabel = "TEXT",
            description = "a Digital Link or element string with (01), (21) and (8030)")
    private String text = "";

    @Option(
            names = "--did",
            paramLabel = "FILE",
            required = true,
            description = "the issuer's DID document")
    private Path document = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        DidDocument issuer;
        try {
            issuer = DidDocument.parse(Files.readString(document));
        } catch (IOException | MalformedDocument e) {
            return complain("cannot read " + document + ": " + e.getMessage(), OUTAGE);
        }
        ElementString elements;
        try {
            elements =
                    DigitalLink.find(text)
                            .map(ElementString::of)
                            .orElseGet(() -> ElementString.parse(text));
        } catch (Gs1Exception e) {
            return complain(e.getMessage(), USAGE);
        }
        Optional<String> gtin = elements.value("01");
        Optional<String> serial = elements.value("21");
        Optional<String> signature = elements.value("8030");
        if (gtin.isEmpty() || serial.isEmpty() || signature.isEmpty()) {
            return complain("the text needs (01), (21) and (8030)", USAGE);
        }
        ItemSignature.Outcome outcome =
                ItemSignature.check(
                        issuer, Gtin.parse(gtin.get()), new Serial(serial.get()), signature.get());
        spec.commandLine().getOut().println(outcome + " " + issuer.id());
        return outcome == ItemSignature.Outcome.RIGHT ? RIGHT : REFUSED;
    }

    private int complain(@Nullable String what, int code) {
        spec.commandLine().getErr().println("touchstone: " + what);
        return code;
    }
}
