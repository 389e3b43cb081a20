// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import dev.touchstone.gs1.Compression;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.EpcUri;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Symbology;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone gs1 build`: one line, in the form asked for.
@Command(
        name = "build",
        description = "Write the elements of a GS1 text in another form; they must go together.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was written",
            "1:it breaks a rule, or cannot be written so",
            "2:wrong use of the command"
        })
final class BuildCommand implements Callable<Integer> {
    private static final int PREFIX_DIGITS_MIN = 6;
    private static final int PREFIX_DIGITS_MAX = 12;

    /// The forms a text can be written in.
    enum Form {
        LINK,
        COMPRESSED,
        BRACKETED,
        FNC1,
        SCAN,
        EPC
    }

    @Parameters(paramLabel = "TEXT", description = "the elements, as (01)09506000134352(10)A")
    private String text = "";

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = "${COMPLETION-CANDIDATES}; LINK when left out")
    private Form form = Form.LINK;

    @Option(names = "--stem", paramLabel = "URL", description = "host and path of the link")
    private String stem = DigitalLink.CANONICAL_STEM;

    @Option(
            names = "--symbology",
            paramLabel = "NAME",
            description = "for SCAN: ${COMPLETION-CANDIDATES}")
    private Symbology symbology = Symbology.QR_CODE;

    @Option(
            names = "--prefix-digits",
            paramLabel = "N",
            description = "for EPC: length of the company prefix, 6 to 12, when it is not known")
    private Optional<Integer> prefixDigits = Optional.empty();

    @Mixin private PrefixOption prefixes = new PrefixOption();

    @Option(names = "--alone", description = "do not ask for elements that must stand beside")
    private boolean alone;

    @Option(names = "--lang", paramLabel = "zh|en", description = "language of the answer")
    private Optional<String> language = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Words words = new Words(language);
        OptionalInt digits = prefixDigits();
        try {
            ElementString elements = AnyText.parse(text);
            if (!alone) {
                elements.checkAssociations();
            }
            Optional<String> built = build(elements, digits);
            if (built.isEmpty()) {
                spec.commandLine().getErr().println("touchstone: " + words.text("noepc"));
                return 1;
            }
            spec.commandLine().getOut().println(built.get());
            return 0;
        } catch (Gs1Exception e) {
            spec.commandLine().getErr().println("touchstone: " + words.refusal(e));
            return 1;
        }
    }

    private OptionalInt prefixDigits() {
        if (prefixDigits.isEmpty()) {
            return OptionalInt.empty();
        }
        int digits = prefixDigits.get();
        if (digits < PREFIX_DIGITS_MIN || digits > PREFIX_DIGITS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--prefix-digits is 6 to 12, not " + digits);
        }
        return OptionalInt.of(digits);
    }

    private Optional<String> build(ElementString elements, OptionalInt digits) {
        return switch (form) {
            case LINK -> Optional.of(elements.link().uri(stem));
            case COMPRESSED -> Optional.of(Compression.compress(elements.link(), stem));
            case BRACKETED -> Optional.of(elements.bracketed());
            case FNC1 -> Optional.of(elements.unbracketed());
            case SCAN -> Optional.of(elements.scanData(symbology));
            case EPC ->
                    digits.isPresent()
                            ? EpcUri.toUrn(elements.link(), digits.getAsInt())
                            : EpcUri.toUrn(elements.link(), prefixes.table());
        };
    }
}
