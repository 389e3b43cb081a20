// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.sheet.Readers;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Callers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintsTest {
    private final CertificateWorld world = new CertificateWorld();
    private final Prints prints = world.prints;

    @TempDir private Path folder;

    @AfterEach
    void close() {
        world.close();
    }

    private Certificate issued(int n) {
        return world.certificates.issue(PUBLISHER, world.published(n).id());
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes));
    }

    @Test
    void printsEachCertificateOnceAndStatesItsHash() {
        Readers.require();
        Certificate one = issued(1);
        Print print = prints.get(one.number());
        String credential = world.certificates.credential(one.number());
        assertThat(Readers.text(folder, print.bytes()))
                .contains(one.number(), one.creditCode(), one.name().zh(), one.theme().zh())
                .contains(Sha256.hex(credential).substring(0, 32));
        assertThat(Readers.qr(folder, print.bytes()))
                .isEqualTo(CertificateWorld.URL + "/certificates/" + one.number());
        assertThat(print.stamp().sha256()).isEqualTo(sha256(print.bytes()));
        assertThat(world.certificates.show(one.number()).print()).contains(print.stamp());
        assertThat(world.stated(one.number()))
                .extracting(stated -> stated.type())
                .containsExactly("certificate.printed", "certificate.issued");
        assertThat(world.stated(one.number()).getFirst().canonical().orElse(""))
                .contains("\"pdfSha256\":\"" + print.stamp().sha256() + "\"");
        assertThat(prints.get(one.number()).bytes()).isEqualTo(print.bytes());
        assertThat(world.stated(one.number())).hasSize(2);
    }

    @Test
    void aWithdrawnCertificatesPdfStaysAsItWasIssued() {
        Certificate one = issued(1);
        byte[] before = prints.get(one.number()).bytes();
        world.certificates.change(PUBLISHER, one.number(), CertificateState.WITHDRAWN, "签署人无授权");
        Certificates.Shown shown = world.certificates.show(one.number());
        assertThat(shown.certificate().state()).isEqualTo(CertificateState.WITHDRAWN);
        assertThat(prints.get(one.number()).bytes()).isEqualTo(before);
        assertThat(shown.print().orElseThrow().sha256()).isEqualTo(sha256(before));
    }

    @Test
    void oneFromBeforeThereWerePdfsIsPrintedWhenFirstAskedForAndOnlyOnce() {
        Certificate one = issued(1);
        byte[] bytes = prints.get(one.number()).bytes();
        world.db.change(tx -> tx.sql().execute("delete from certificate_pdf"));
        Set<String> hashes = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 6)
                .parallel()
                .forEach(i -> hashes.add(sha256(prints.get(one.number()).bytes())));
        assertThat(hashes).containsExactly(sha256(bytes));
        assertThat(world.stated(one.number()))
                .filteredOn(stated -> stated.type().equals("certificate.printed"))
                .hasSize(2);
        refuses(Code.NOT_FOUND, () -> prints.get("QM-2026-000009"));
    }

    @Test
    void refusesANameWithACharacterThatNoFontHasByNamingIt() {
        Pledge pledge = world.published(1, "\uD842\uDFB7氏仪器");
        refuses(Code.GLYPH_MISSING, () -> world.certificates.issue(PUBLISHER, pledge.id()))
                .hasMessageContaining("U+20BB7");
        assertThat(world.count("certificate")).isZero();
        assertThat(issued(2).number()).isEqualTo("QM-2026-000001");
    }

    private Map<String, byte[]> zip(UUID campaign) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        prints.zip(OPERATOR, campaign, out);
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    @Test
    void allOfACampaignComeAsOneZipWithTheirSums() throws IOException {
        for (int n = 1; n <= 3; n++) {
            issued(n);
        }
        Map<String, byte[]> files = zip(world.campaign.id());
        assertThat(new TreeSet<>(files.keySet()))
                .containsExactly(
                        "QM-2026-000001.pdf",
                        "QM-2026-000002.pdf",
                        "QM-2026-000003.pdf",
                        "SHA256SUMS");
        String sums = new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8);
        assertThat(sums.lines())
                .hasSize(3)
                .contains(sha256(files.get("QM-2026-000002.pdf")) + "  QM-2026-000002.pdf");
        assertThat(zip(new UUID(0, 1))).containsOnlyKeys("SHA256SUMS");
    }

    @Test
    void nobodyButTheAssociationTakesAllAtOnce() {
        for (Caller caller :
                List.of(
                        REVIEWER,
                        Callers.with(Role.INSPECTION),
                        Callers.of(UUID.randomUUID(), Role.OWNER))) {
            refuses(
                    Code.FORBIDDEN,
                    () -> prints.zip(caller, world.campaign.id(), new ByteArrayOutputStream()));
        }
    }
}
