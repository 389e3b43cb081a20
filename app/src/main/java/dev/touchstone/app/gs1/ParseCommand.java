// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import dev.touchstone.gs1.ApplicationIdentifier;
import dev.touchstone.gs1.CompanyPrefixes;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Element;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.EpcUri;
import dev.touchstone.gs1.Gs1Exception;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone gs1 parse`.
@Command(
        name = "parse",
        description = {
            "Say what a GS1 text holds: an element string with or without brackets, what a scanner",
            "sent, a Digital Link (compressed or not), or an EPC URN."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it was read", "1:it breaks a rule", "2:wrong use of the command"})
final class ParseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TEXT", description = "the text; ^ stands for FNC1")
    private String text = "";

    @Mixin private PrefixOption prefixes = new PrefixOption();

    @Option(names = "--lang", paramLabel = "zh|en", description = "language of the answer")
    private Optional<String> language = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Words words = new Words(language);
        PrintWriter out = spec.commandLine().getOut();
        try {
            print(AnyText.parse(text), prefixes.table(), words, out);
            return 0;
        } catch (Gs1Exception e) {
            spec.commandLine().getErr().println("touchstone: " + words.refusal(e));
            return 1;
        }
    }

    private static void print(
            ElementString string, CompanyPrefixes prefixes, Words words, PrintWriter out) {
        for (Element element : string.elements()) {
            String title =
                    ApplicationIdentifier.find(element.ai())
                            .map(ApplicationIdentifier::title)
                            .orElse("");
            out.println("(%s) %s: %s".formatted(element.ai(), title, element.value()));
        }
        out.println(words.text("form.bracketed", string.bracketed()));
        out.println(words.text("form.fnc1", string.unbracketed()));
        link(string)
                .ifPresentOrElse(
                        link -> print(link, prefixes, words, out),
                        () -> out.println(words.text("form.nolink")));
        for (Gs1Exception violation : string.violations()) {
            out.println(words.text("warning", words.refusal(violation)));
        }
    }

    private static void print(
            DigitalLink link, CompanyPrefixes prefixes, Words words, PrintWriter out) {
        out.println(words.text("form.link", link.canonical()));
        EpcUri.toUrn(link, prefixes).ifPresent(urn -> out.println(words.text("form.epc", urn)));
        prefixes.warning(link.key())
                .ifPresent(_ -> out.println(words.text("prefix.unknown", link.key().value())));
    }

    private static Optional<DigitalLink> link(ElementString string) {
        try {
            return Optional.of(string.link());
        } catch (Gs1Exception e) {
            return Optional.empty();
        }
    }
}
