// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What goes back: status, type, headers, and a body that is either whole or written as it is
/// made. Immutable.
///
/// @param status the HTTP status
/// @param contentType the body's media type; empty for no body
/// @param headers further headers, in order, as name and value
/// @param body the body
public record Response(
        int status, String contentType, List<Map.Entry<String, String>> headers, Body body) {

    /// A body.
    public sealed interface Body permits Bytes, Stream {}

    /// A body that is held whole.
    ///
    /// @param bytes not copied: neither side changes them
    @SuppressWarnings("ArrayRecordComponent")
    public record Bytes(byte[] bytes) implements Body {}

    /// A body that is written as it is made, for what is too large to hold.
    ///
    /// @param writer writes all of it, once
    public record Stream(Writer writer) implements Body {}

    /// Writes a body.
    public interface Writer {
        /// Writes all of the body.
        void write(OutputStream out) throws IOException;
    }

    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int PADDING_AROUND = 7;
    private static final byte[] PADDING = padding();

    public Response {
        headers = List.copyOf(headers);
    }

    /// A body held whole.
    public static Response bytes(int status, String contentType, byte[] bytes) {
        return new Response(status, contentType, List.of(), new Bytes(bytes));
    }

    /// A JSON body.
    ///
    /// @param value a record, map, list or tree
    public static Response json(int status, Object value) {
        return bytes(status, "application/json", Json.write(value));
    }

    /// A JSON body, 200.
    public static Response json(Object value) {
        return json(200, value);
    }

    /// A text body, 200.
    public static Response text(String text) {
        return bytes(200, "text/plain; charset=utf-8", utf8(text));
    }

    /// A body written as it is made, 200.
    public static Response stream(String contentType, Writer writer) {
        return new Response(200, contentType, List.of(), new Stream(writer));
    }

    /// A CSV file in UTF-8 with a byte order mark, written line by line as it is made, 200.
    ///
    /// @param lines hands the cells of each line to what it is given
    public static Response csv(List<String> columns, Consumer<Consumer<List<String>>> lines) {
        return pieces(
                "text/csv; charset=utf-8",
                out -> {
                    out.accept(utf8("\uFEFF" + Csv.line(columns)));
                    lines.accept(cells -> out.accept(utf8(Csv.line(cells))));
                });
    }

    /// JSON Lines, written one by one as they are made, 200.
    ///
    /// @param values hands the value of each line to what it is given
    public static Response jsonLines(Consumer<Consumer<Object>> values) {
        byte[] end = utf8("\n");
        return pieces(
                "application/jsonl; charset=utf-8",
                out ->
                        values.accept(
                                value -> {
                                    out.accept(Json.write(value));
                                    out.accept(end);
                                }));
    }

    /// A body written piece by piece as it is made, 200, by what knows nothing of streams.
    ///
    /// @param pieces hands each piece to what it is given
    public static Response pieces(String contentType, Consumer<Consumer<byte[]>> pieces) {
        return stream(contentType, out -> pieces.accept(piece -> send(out, piece)));
    }

    private static void send(OutputStream out, byte[] piece) {
        try {
            out.write(piece);
        } catch (IOException e) {
            throw new UncheckedIOException("sending the response", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// No body.
    public static Response empty(int status) {
        return new Response(status, "", List.of(), EMPTY);
    }

    /// See another page (303): the answer to a form.
    public static Response seeOther(String location) {
        return empty(303).header("Location", location);
    }

    /// The same page, made as long as another by a comment at its end that does not compress: how
    /// long it is says nothing of what is on it.
    ///
    /// @param bytesMin its length, or for a longer page the step to which it is rounded up
    public Response padded(int bytesMin) {
        if (!(body instanceof Bytes(byte[] bytes))) {
            throw new IllegalStateException("only a whole page can be padded");
        }
        int length = Math.ceilDiv(bytes.length + PADDING_AROUND, bytesMin) * bytesMin;
        byte[] padded = Arrays.copyOf(bytes, length);
        byte[] open = "<!--".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(open, 0, padded, bytes.length, open.length);
        int end = length - 3;
        for (int at = bytes.length + open.length; at < end; at += PADDING.length) {
            System.arraycopy(PADDING, 0, padded, at, Math.min(PADDING.length, end - at));
        }
        System.arraycopy("-->".getBytes(StandardCharsets.US_ASCII), 0, padded, end, 3);
        return new Response(status, contentType, headers, new Bytes(padded));
    }

    private static byte[] padding() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] padding = new byte[16 * 1024];
        for (int i = 0; i < padding.length; i++) {
            padding[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return padding;
    }

    /// The same with one more header.
    ///
    /// @throws IllegalArgumentException for a line break in the value
    public Response header(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("line break in header " + name);
        }
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        all.add(Map.entry(name, value));
        return new Response(status, contentType, all, body);
    }

    /// The same, kept by caches for ever: for what never changes under its address.
    public Response immutable() {
        return header("Cache-Control", "public, max-age=31536000, immutable");
    }

    /// The same, offered as a file to keep.
    ///
    /// @param fileName ASCII letters, digits, dot, dash and underscore
    public Response attachment(String fileName) {
        if (!fileName.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("file name " + fileName);
        }
        return header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    }
}
