// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// The static files of the pages, from our own resources and from WebJars, each under an address
/// that holds its hash, so that it may be cached for ever. All of them are held in memory, plain
/// and compressed. Thread-safe.
public final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private static final Map<String, String> SOURCES =
            Map.of(
                    "pico.css", WEBJARS + "picocss__pico/2.1.1/css/pico.min.css",
                    "htmx.js", WEBJARS + "htmx.org/2.0.8/dist/htmx.min.js",
                    "touchstone.css", "/dev/touchstone/app/web/touchstone.css",
                    "touchstone.js", "/dev/touchstone/app/web/touchstone.js",
                    "sha256.js", "/dev/touchstone/app/web/sha256.js",
                    "logcheck.js", "/dev/touchstone/app/web/logcheck.js",
                    "filecheck.js", "/dev/touchstone/app/web/filecheck.js",
                    "proofofwork.js", "/dev/touchstone/app/web/proofofwork.js",
                    "icon.svg", "/dev/touchstone/app/web/icon.svg");

    @SuppressWarnings("ArrayRecordComponent")
    private record Asset(String address, String contentType, byte[] plain, byte[] compressed) {}

    private final Map<String, Asset> byName = new TreeMap<>();

    /// Loads every file.
    ///
    /// @throws IllegalStateException when one is missing
    public Assets() {
        SOURCES.forEach((name, source) -> byName.put(name, load(name, source)));
    }

    private static Asset load(String name, String source) {
        try (InputStream in = Assets.class.getResourceAsStream(source)) {
            if (in == null) {
                throw new IllegalStateException("no " + source);
            }
            byte[] plain = in.readAllBytes();
            String version = HexFormat.of().formatHex(Sha256.of(plain), 0, 6);
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(plain);
            }
            String extension = name.substring(name.lastIndexOf('.') + 1);
            String type =
                    switch (extension) {
                        case "css" -> "text/css; charset=utf-8";
                        case "js" -> "text/javascript; charset=utf-8";
                        case "svg" -> "image/svg+xml";
                        default -> throw new IllegalStateException("type of " + name);
                    };
            return new Asset(
                    "/static/" + version + "/" + name, type, plain, compressed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + source, e);
        }
    }

    String address(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalStateException("no static file " + name);
        }
        return asset.address();
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/static/{version}/{name}", Access.OPEN, this::serve);
    }

    private Response serve(Request request) {
        Asset asset = byName.get(request.part("name"));
        if (asset == null || !asset.address().equals(request.path())) {
            throw new Refused(Code.NOT_FOUND);
        }
        boolean gzip = request.header("accept-encoding").contains("gzip");
        Response response =
                Response.bytes(200, asset.contentType(), gzip ? asset.compressed() : asset.plain())
                        .header("Vary", "Accept-Encoding")
                        .immutable();
        return gzip ? response.header("Content-Encoding", "gzip") : response;
    }
}
