// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Writes and reads compressed Digital Link URIs: key, qualifiers and attributes packed into one
/// path segment (GS1 Digital Link Standard: Compression).
///
/// Frequent combinations have a code of their own of two hexadecimal digits; any other identifier
/// stands digit by digit. Nothing is kept; thread-safe.
public final class Compression {
    /// The longest compressed part that is read, in characters.
    public static final int COMPRESSED_CHARS_MAX = 1_024;

    private static final int DIGIT_BITS = 4;
    private static final int CODE_BITS = 8;
    private static final int FOREIGN = 0xF;
    private static final int FOREIGN_LENGTH_BITS = 7;
    private static final Map<String, List<String>> COMBINATIONS = combinations();

    private Compression() {}

    private static Map<String, List<String>> combinations() {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("0A", List.of("01", "22"));
        all.put("0B", List.of("01", "10"));
        all.put("0C", List.of("01", "21"));
        all.put("0D", List.of("01", "17"));
        all.put("0E", List.of("01", "7003"));
        all.put("0F", List.of("01", "30"));
        all.put("1A", List.of("01", "10", "21", "17"));
        all.put("1B", List.of("01", "15"));
        all.put("1C", List.of("01", "11"));
        all.put("1D", List.of("01", "16"));
        all.put("1E", List.of("01", "91"));
        all.put("1F", List.of("01", "10", "15"));
        for (int i = 0; i < 6; i++) {
            all.put("2" + (char) ('A' + i), List.of("01", "310" + i));
            all.put("3" + (char) ('A' + i), List.of("01", "320" + i));
        }
        all.put("9A", List.of("8010", "8011"));
        all.put("9B", List.of("8017", "8019"));
        all.put("9C", List.of("8018", "8019"));
        all.put("9D", List.of("414", "254"));
        for (int i = 0; i < 10; i++) {
            all.put("A" + i, List.of("01", "392" + i));
            all.put("C" + i, List.of("255", "390" + i));
        }
        for (int i = 0; i < 4; i++) {
            all.put("C" + (char) ('A' + i), List.of("255", "394" + i));
        }
        return all;
    }

    /// The link as a compressed URI.
    ///
    /// @param stem scheme, host and perhaps a path, such as `https://example.com`
    /// @throws Gs1Exception when `stem` is no such URI
    public static String compress(DigitalLink link, String stem) {
        String bare = stem.endsWith("/") ? stem.substring(0, stem.length() - 1) : stem;
        DigitalLinkReader.checkStem(bare);
        List<Element> rest = new ArrayList<>(link.elements());
        BitWriter out = new BitWriter();
        // A reader takes the first primary key for the key of the link.
        boolean oneKey =
                link.attributes().stream()
                        .noneMatch(a -> AiTable.require(a.ai(), 0).isPrimaryKey());
        Optional<String> code =
                oneKey ? best(rest.stream().map(Element::ai).toList()) : Optional.empty();
        while (code.isPresent()) {
            out.put(Integer.parseInt(code.get(), 16), CODE_BITS);
            for (String ai : COMBINATIONS.getOrDefault(code.get(), List.of())) {
                Element element =
                        rest.stream().filter(e -> e.ai().equals(ai)).findFirst().orElseThrow();
                CompressedValue.write(AiTable.require(ai, 0), element.value(), out);
                rest.remove(element);
            }
            code = best(rest.stream().map(Element::ai).toList());
        }
        for (Element element : rest) {
            for (int i = 0; i < element.ai().length(); i++) {
                out.put(element.ai().charAt(i) - '0', DIGIT_BITS);
            }
            CompressedValue.write(AiTable.require(element.ai(), 0), element.value(), out);
        }
        return bare + "/" + out.base64();
    }

    /// The code that takes the most digits of identifiers out of those given.
    private static Optional<String> best(List<String> ais) {
        Optional<String> best = Optional.empty();
        int most = 0;
        for (Map.Entry<String, List<String>> entry : COMBINATIONS.entrySet()) {
            int saved = String.join("", entry.getValue()).length();
            if (saved > most && ais.containsAll(entry.getValue())) {
                best = Optional.of(entry.getKey());
                most = saved;
            }
        }
        return best;
    }

    /// Whether `uri` may be compressed: it is no plain Digital Link, and its last path segment is
    /// of the URI-safe base 64 alphabet and no value of an identifier before it.
    public static boolean isCompressed(String uri) {
        int[] segment = segment(uri);
        return segment[1] - segment[0] >= 2
                && Characters.firstNot(Characters.IN_64, uri, segment[0], segment[1]) < 0
                && !isValue(uri, segment[0])
                && DigitalLink.find(uri).isEmpty();
    }

    private static boolean isValue(String uri, int from) {
        int slash = from < 2 ? -1 : uri.lastIndexOf('/', from - 2);
        return slash >= 0 && AiTable.at(uri, slash + 1, from - 1) != null;
    }

    /// Start and end of the last segment of the path.
    private static int[] segment(String uri) {
        int end = uri.length();
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        int slash = uri.lastIndexOf('/', end - 1);
        return new int[] {slash + 1, end};
    }

    /// Reads a compressed URI, whole (`/AQnYUc1gmg`) or with the primary key before the compressed
    /// part (`/01/09506000134352/HcNA`); its query may add attributes and other parameters.
    ///
    /// @throws Gs1Exception when it is no such URI
    public static LinkReading decompress(String uri) {
        DigitalLinkReader.checkUri(uri);
        int[] segment = segment(uri);
        if (segment[1] - segment[0] > COMPRESSED_CHARS_MAX) {
            throw new Gs1Exception(
                    "",
                    segment[0],
                    Gs1Exception.Rule.LENGTH,
                    "compressed Digital Link is longer than " + COMPRESSED_CHARS_MAX);
        }
        int bad = Characters.firstNot(Characters.IN_64, uri, segment[0], segment[1]);
        if (bad >= 0 || segment[0] == segment[1]) {
            throw new Gs1Exception(
                    "",
                    Math.max(bad, segment[0]),
                    Gs1Exception.Rule.ENCODING,
                    "not a compressed Digital Link: " + Gs1Exception.excerpt(uri));
        }
        List<Element> elements = new ArrayList<>();
        StringBuilder query = new StringBuilder();
        key(uri.substring(0, segment[0])).ifPresent(elements::add);
        read(new BitReader(uri.substring(segment[0], segment[1]), segment[0]), elements, query);
        String plain = DigitalLink.of(elements).uri(DigitalLink.CANONICAL_STEM);
        if (segment[1] < uri.length() && uri.charAt(segment[1]) == '?') {
            query.append('&').append(uri, segment[1] + 1, uri.length());
        }
        String extra =
                query.isEmpty() ? "" : (plain.indexOf('?') < 0 ? "?" : "&") + query.substring(1);
        return LinkReading.of(plain + extra, Set.of());
    }

    /// The primary key that stands plain before the compressed part.
    private static Optional<Element> key(String head) {
        String[] parts = head.split("/", -1);
        int last = parts.length - 1;
        if (last < 4) {
            return Optional.empty();
        }
        return AiTable.find(parts[last - 2])
                .filter(ApplicationIdentifier::isPrimaryKey)
                .map(ai -> new Element(ai.number(), Uris.decode(parts[last - 1], ai.number(), 0)));
    }

    private static void read(BitReader in, List<Element> elements, StringBuilder query) {
        while (in.remaining() >= CODE_BITS) {
            int first = in.take(DIGIT_BITS);
            if (first == FOREIGN) {
                foreign(in, query);
                continue;
            }
            int second = in.take(DIGIT_BITS);
            if (elements.size() >= ElementString.ELEMENTS_MAX) {
                throw in.refuse("holds too many elements");
            }
            if (first < 10 && second < 10) {
                element(identifier(first, second, in), in, elements);
                continue;
            }
            String code = "%X%X".formatted(first, second);
            List<String> ais = COMBINATIONS.get(code);
            if (ais == null) {
                throw in.refuse("has the unknown code " + code);
            }
            for (String ai : ais) {
                element(AiTable.require(ai, 0), in, elements);
            }
        }
        if (in.take(in.remaining()) != 0) {
            throw in.refuse("has something behind its end");
        }
    }

    private static ApplicationIdentifier identifier(int first, int second, BitReader in) {
        StringBuilder ai = new StringBuilder().append(first).append(second);
        int length = AiTable.length(ai, 0);
        while (ai.length() < length) {
            ai.append(in.take(DIGIT_BITS));
        }
        return AiTable.find(ai.toString())
                .orElseThrow(() -> in.refuse("has the unknown identifier " + ai));
    }

    private static void element(ApplicationIdentifier ai, BitReader in, List<Element> elements) {
        elements.add(new Element(ai.number(), CompressedValue.read(ai, in)));
    }

    /// A parameter of the query that is none of GS1's.
    private static void foreign(BitReader in, StringBuilder query) {
        int nameLength = in.take(FOREIGN_LENGTH_BITS);
        String name = CompressedText.BASE_64.read(nameLength, in);
        CompressedText set = CompressedText.read(in);
        String value = set.read(in.take(FOREIGN_LENGTH_BITS), in);
        query.append('&').append(Uris.encode(name)).append('=').append(Uris.encode(value));
    }
}
