// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.upload;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with files, as a browser sends it: `multipart/form-data` (RFC 7578), held whole. The
/// name a file had on its owner's disk, and the type a browser guessed from that name, are not
/// kept: what a file is, its bytes say. Confined to one request.
public final class Multipart {
    /// The most fields and files together.
    public static final int PARTS_MAX = 50;

    /// The largest field that is no file, in bytes.
    public static final int FIELD_BYTES_MAX = 256 * 1024;

    static final int PART_HEADERS_BYTES_MAX = 4 * 1024;

    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?$");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*(name|filename)=\"([^\"\\r\\n]*)\"");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final byte[] body;
    private int at;

    private Multipart(byte[] body) {
        this.body = body;
    }

    /// Reads a body.
    ///
    /// @param contentType the value of the header `Content-Type`, which names the boundary
    /// @throws Refused BAD_REQUEST for what is no such body, WRONG_COUNT, DUPLICATE_KEY,
    ///     BODY_TOO_LARGE or BAD_UTF8 naming the field
    public static Multipart parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new Refused(Code.BAD_REQUEST);
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        Multipart form = new Multipart(body);
        form.read(("--" + text).getBytes(StandardCharsets.ISO_8859_1));
        return form;
    }

    private void read(byte[] delimiter) {
        expect(delimiter);
        byte[] next = new byte[LINE_END.length + delimiter.length];
        System.arraycopy(LINE_END, 0, next, 0, LINE_END.length);
        System.arraycopy(delimiter, 0, next, LINE_END.length, delimiter.length);
        Set<String> seen = new HashSet<>();
        while (!startsWith(new byte[] {'-', '-'})) {
            expect(LINE_END);
            if (seen.size() == PARTS_MAX) {
                throw new Refused(Code.WRONG_COUNT, 0, PARTS_MAX);
            }
            int headersEnd = indexOf(HEADERS_END, PART_HEADERS_BYTES_MAX);
            String headers = utf8(at, headersEnd, "");
            at = headersEnd + HEADERS_END.length;
            int end = indexOf(next, body.length);
            part(headers, end, seen);
            at = end + next.length;
        }
    }

    private void part(String headers, int end, Set<String> seen) {
        String name = "";
        boolean file = false;
        boolean chosen = false;
        for (String line : headers.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                Matcher parameter = PARAMETER.matcher(line);
                while (parameter.find()) {
                    if (parameter.group(1).equals("name")) {
                        name = parameter.group(2);
                    } else {
                        file = true;
                        chosen = !parameter.group(2).isEmpty();
                    }
                }
            }
        }
        if (name.isEmpty()) {
            throw new Refused(Code.BAD_REQUEST);
        }
        if (!seen.add(name)) {
            throw new Refused(Code.DUPLICATE_KEY, name).at(name);
        }
        if (file) {
            if (chosen || end > at) {
                files.put(name, Arrays.copyOfRange(body, at, end));
            }
            return;
        }
        if (end - at > FIELD_BYTES_MAX) {
            throw new Refused(Code.BODY_TOO_LARGE, FIELD_BYTES_MAX).at(name);
        }
        fields.put(name, utf8(at, end, name).replace("\r\n", "\n"));
    }

    private void expect(byte[] bytes) {
        if (!startsWith(bytes)) {
            throw new Refused(Code.BAD_REQUEST);
        }
        at += bytes.length;
    }

    private boolean startsWith(byte[] bytes) {
        return at + bytes.length <= body.length
                && Arrays.equals(body, at, at + bytes.length, bytes, 0, bytes.length);
    }

    private int indexOf(byte[] wanted, int withinBytes) {
        long last = Math.min((long) at + withinBytes, body.length) - wanted.length;
        for (int i = at; i <= last; i++) {
            if (body[i] == wanted[0]
                    && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new Refused(Code.BAD_REQUEST);
    }

    private String utf8(int from, int to, String field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            Refused refused = new Refused(Code.BAD_UTF8);
            throw field.isEmpty() ? refused : refused.at(field);
        }
    }

    /// The fields that are no files, by name, in the order sent.
    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /// The bytes of a file; absent when none was chosen, and empty when an empty one was.
    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
