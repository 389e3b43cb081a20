// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.sheet.Sheet;
import dev.touchstone.app.sheet.Sheets;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The face of printed certificates: each is printed once, kept, and handed out byte for byte; its
/// SHA-256 is stated in the public log. Thread-safe.
public final class Prints implements AutoCloseable {
    private static final int ZIP_PAGE = 50;
    private static final String SUMS = "SHA256SUMS";

    private final Database db;
    private final PublicLog publicLog;
    private final Sheets sheets;
    private final String publicUrl;
    private final InstantSource clock;
    private final CertificateStore certificates = new CertificateStore();
    private final PrintStore store = new PrintStore();
    private final ExecutorService printers =
            Executors.newFixedThreadPool(
                    Sheets.atOnce(),
                    Thread.ofPlatform().name("certificate-print-", 0).daemon().factory());

    /// Printed certificates.
    ///
    /// @param publicUrl the origin people know us by, without a slash at the end
    public Prints(
            Database db,
            PublicLog publicLog,
            Sheets sheets,
            String publicUrl,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.sheets = sheets;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// The characters on a certificate that no font of ours has, as `U+20BB7 𠮷`; empty when it can
    /// be printed.
    String missing(Certificate certificate) {
        return sheets.missing(sheet(certificate, "")).stream()
                .map(each -> "U+%04X %s".formatted(each, shown(each)))
                .collect(Collectors.joining(", "));
    }

    private static String shown(int character) {
        return Character.isLetter(character) ? Character.toString(character) : "";
    }

    private Sheet sheet(Certificate one, String credential) {
        return new Sheet(
                one.number(),
                one.creditCode(),
                new Sheet.Two(one.name().zh(), one.name().en()),
                new Sheet.Two(one.theme().zh(), one.theme().en()),
                new Sheet.Two(one.organiser().zh(), one.organiser().en()),
                one.year(),
                one.issuedAt(),
                one.validUntil(),
                publicUrl + "/certificates/" + one.number(),
                Sha256.hex(credential));
    }

    /// What became of one certificate that was to be printed.
    sealed interface Outcome {
        /// It is printed.
        record Printed(String number) implements Outcome {}

        /// It cannot be.
        ///
        /// @param missing the characters without a font
        record Unprintable(String number, UUID pledge, String missing) implements Outcome {}
    }

    /// Prints certificates that are not printed yet, in the caller's transaction. Their rows stay
    /// locked until it ends.
    List<Outcome> print(Tx tx, List<String> numbers) {
        List<Certificate> locked = certificates.lockAll(tx, numbers);
        Set<String> printed = new HashSet<>(store.printed(tx, numbers));
        List<Outcome> outcomes = new ArrayList<>();
        List<Certificate> printing = new ArrayList<>();
        List<Future<byte[]>> sheetsOf = new ArrayList<>();
        for (Certificate one : locked) {
            String missing = printed.contains(one.number()) ? "" : missing(one);
            if (!missing.isEmpty()) {
                outcomes.add(new Outcome.Unprintable(one.number(), one.pledge(), missing));
            } else {
                outcomes.add(new Outcome.Printed(one.number()));
                if (!printed.contains(one.number())) {
                    String credential =
                            certificates
                                    .credential(tx, one.number())
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    printing.add(one);
                    sheetsOf.add(printers.submit(() -> sheets.print(sheet(one, credential))));
                }
            }
        }
        keep(tx, printing, sheetsOf.stream().map(Prints::done).toList());
        return outcomes;
    }

    private static byte[] done(Future<byte[]> printed) {
        try {
            return printed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Code.UNAVAILABLE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("printing a certificate", e.getCause());
        }
    }

    private void keep(Tx tx, List<Certificate> printed, List<byte[]> pdfs) {
        if (printed.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> hashes =
                pdfs.stream().map(pdf -> HexFormat.of().formatHex(Sha256.of(pdf))).toList();
        List<UUID> stated =
                publicLog.stateAll(
                        tx,
                        IntStream.range(0, pdfs.size())
                                .mapToObj(
                                        i ->
                                                CertificateRules.printed(
                                                        printed.get(i),
                                                        hashes.get(i),
                                                        pdfs.get(i).length,
                                                        now))
                                .toList());
        List<Print> prints = new ArrayList<>();
        for (int i = 0; i < pdfs.size(); i++) {
            Print.Stamp stamp =
                    new Print.Stamp(hashes.get(i), pdfs.get(i).length, now, stated.get(i));
            prints.add(new Print(printed.get(i).number(), pdfs.get(i), stamp));
        }
        store.insert(tx, prints);
    }

    /// The printed certificate, which anybody may have. One from before certificates were printed
    /// is printed now.
    ///
    /// @throws Refused NOT_FOUND, GLYPH_MISSING
    public Print get(String number) {
        Optional<Print> kept = db.read(tx -> store.find(tx, number));
        if (kept.isPresent()) {
            return kept.get();
        }
        return db.write(
                tx -> {
                    for (Outcome outcome : print(tx, List.of(number))) {
                        if (outcome instanceof Outcome.Unprintable(String _, UUID _, String what)) {
                            throw new Refused(Code.GLYPH_MISSING, what);
                        }
                    }
                    return store.find(tx, number).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                });
    }

    /// What is known of a printed certificate, empty before it is printed.
    Optional<Print.Stamp> stamp(Tx tx, String number) {
        return store.stamp(tx, number);
    }

    /// Who may have all PDFs of a campaign at once.
    ///
    /// @throws Refused FORBIDDEN for anybody but the association
    static void requireAssociation(Caller caller) {
        caller.requireAny(Role.OPERATOR, Role.PUBLISHER, Role.AUDITOR);
    }

    /// Writes the printed certificates of a campaign as a ZIP file, with a file `SHA256SUMS` that
    /// `sha256sum -c` understands. Holds 50 of them at a time.
    ///
    /// @param caller of the association
    public void zip(Caller caller, UUID campaign, OutputStream out) throws IOException {
        requireAssociation(caller);
        StringBuilder sums = new StringBuilder();
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        String after = "";
        while (true) {
            String from = after;
            List<Print> page = db.read(tx -> store.page(tx, campaign, from, ZIP_PAGE));
            for (Print print : page) {
                add(zip, print.fileName(), print.bytes(), print.stamp().at());
                sums.append(print.stamp().sha256()).append("  ").append(print.fileName());
                sums.append('\n');
            }
            if (page.size() < ZIP_PAGE) {
                break;
            }
            after = page.getLast().number();
        }
        byte[] list = sums.toString().getBytes(StandardCharsets.UTF_8);
        add(zip, SUMS, list, clock.instant());
        zip.finish();
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes, Instant at)
            throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    @Override
    public void close() {
        printers.shutdownNow();
    }
}
