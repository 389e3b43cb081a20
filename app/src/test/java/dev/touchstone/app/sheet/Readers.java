// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/// Readers of PDF that are not ours: poppler, zbar and veraPDF.
public final class Readers {
    private static final List<String> TOOLS = List.of("pdftotext", "pdffonts", "pdftoppm");

    private Readers() {}

    /// Skips the test where the tools are not installed, except in CI, where they must be.
    public static void require() {
        for (String tool : Stream.concat(TOOLS.stream(), Stream.of("zbarimg")).toList()) {
            boolean there =
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
            if (!there && "true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(tool + " is not installed");
            }
            assumeTrue(there, tool + " is not installed");
        }
    }

    private static String run(Path folder, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] out = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
            return new String(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path written(Path folder, byte[] pdf) {
        try {
            return Files.write(folder.resolve("sheet.pdf"), pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text that poppler finds, without line breaks.
    public static String text(Path folder, byte[] pdf) {
        String file = written(folder, pdf).toString();
        return run(folder, "pdftotext", "-raw", file, "-").replaceAll("\\R", "");
    }

    /// The lines about fonts that poppler finds.
    static List<String> fonts(Path folder, byte[] pdf) {
        return run(folder, "pdffonts", written(folder, pdf).toString()).lines().skip(2).toList();
    }

    /// What zbar reads on the page as poppler draws it.
    public static String qr(Path folder, byte[] pdf) {
        run(folder, "pdftoppm", "-r", "150", "-png", written(folder, pdf).toString(), "page");
        return run(folder, "zbarimg", "-q", "--raw", "page-1.png").strip();
    }

    /// What veraPDF says against a document being PDF/A-2b.
    public static List<String> faults(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .map(fault -> fault.getRuleId() + " " + fault.getMessage())
                    .toList();
        } catch (IOException
                | ModelParsingException
                | ValidationException
                | EncryptedPdfException e) {
            throw new IllegalStateException(e);
        }
    }
}
