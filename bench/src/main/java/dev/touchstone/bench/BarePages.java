// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// Makes pages of text in a font that no reader needs inside, hashes each, and signs as many texts
/// with Ed25519: what a certificate costs at the least. Prints `bare SECONDS s`.
final class BarePages {
    private static final int LINES = 20;
    private static final int SIGNED_BYTES = 2_000;

    private BarePages() {}

    /// Runs with how many.
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int count = Integer.parseInt(args[0]);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new byte[32], 0);
        int bytes = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            byte[] pdf = page(i);
            bytes += pdf.length + sha256.digest(pdf).length;
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, key);
            signer.update(pdf, 0, Math.min(SIGNED_BYTES, pdf.length));
            bytes += signer.generateSignature().length;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (bytes == 0) {
            throw new IllegalStateException("nothing was made");
        }
        out.println("bare " + seconds + " s");
    }

    private static byte[] page(int number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                for (int line = 0; line < LINES; line++) {
                    content.beginText();
                    content.newLineAtOffset(72, 740 - 24 * line);
                    content.showText("Certificate " + number + ", line " + line);
                    content.endText();
                }
            }
            document.save(out);
        }
        return out.toByteArray();
    }
}
