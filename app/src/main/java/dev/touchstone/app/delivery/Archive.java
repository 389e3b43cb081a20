// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.delivery;

import dev.touchstone.app.order.CodeList;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.web.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionLevel;
import net.lingala.zip4j.model.enums.EncryptionMethod;

/// Writes the codes of an order as an encrypted ZIP: a CSV file a roll, and a manifest at the end
/// that says of each how many codes it has, which, and its SHA-256. Made as it is sent, so that an
/// order of any size needs no more memory than one block and nothing is kept.
///
/// Encryption: AES-256 in counter mode with HMAC-SHA1, key by PBKDF2 from the password (the AE-2
/// form that common archivers read). Names of files and their sizes are not encrypted.
final class Archive {
    /// The name of the manifest in the archive.
    static final String MANIFEST = "manifest.json";

    private final CodeList codes;
    private final Order order;

    Archive(CodeList codes, Order order) {
        this.codes = codes;
        this.order = order;
    }

    static String name(int roll) {
        return "rolls/%06d.csv".formatted(roll);
    }

    /// Writes the archive and closes the stream.
    ///
    /// @return SHA-256 of the manifest in hex
    String write(OutputStream out, char[] password) throws IOException {
        List<Map<String, Object>> rolls = new ArrayList<>();
        ZipOutputStream zip = new ZipOutputStream(out, password, StandardCharsets.UTF_8);
        for (int roll = 1; roll <= order.rolls(); roll++) {
            CodeRuns run = order.roll(roll);
            MessageDigest digest = sha256();
            zip.putNextEntry(entry(name(roll)));
            codes.write(new DigestOutputStream(zip, digest), run.first(), run.last());
            zip.closeEntry();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("file", name(roll));
            line.put("count", run.count());
            line.put("first", run.first());
            line.put("last", run.last());
            line.put("sha256", HexFormat.of().formatHex(digest.digest()));
            rolls.add(line);
        }
        byte[] manifest = manifest(rolls);
        zip.putNextEntry(entry(MANIFEST));
        zip.write(manifest);
        zip.closeEntry();
        zip.close();
        return HexFormat.of().formatHex(sha256().digest(manifest));
    }

    private byte[] manifest(List<Map<String, Object>> rolls) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("order", order.id().toString());
        json.put("externalId", order.externalId());
        json.put("gtin", order.gtin().digits());
        json.put("count", order.count());
        json.put("first", 1);
        json.put("last", order.count());
        json.put("rollSize", order.rollSize());
        if (order.hidden() > 0) {
            json.put("hidden", order.hidden());
        }
        json.put("orderedAt", order.orderedAt().toString());
        order.statement().ifPresent(id -> json.put("statement", id.toString()));
        json.put("rolls", rolls);
        return Json.write(json);
    }

    private static ZipParameters entry(String name) {
        ZipParameters entry = new ZipParameters();
        entry.setFileNameInZip(name);
        entry.setEncryptFiles(true);
        entry.setEncryptionMethod(EncryptionMethod.AES);
        entry.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
        entry.setCompressionLevel(CompressionLevel.FASTEST);
        return entry;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
