// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.WitnessPolicy.Log;
import dev.touchstone.transparency.WitnessPolicy.Quorum;
import dev.touchstone.transparency.WitnessPolicy.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the text form of a [WitnessPolicy], line by line; one parser reads one file.
///
/// The file is octets: names are compared as such, never normalised, so each octet is one Latin-1
/// character in here and turns into UTF-8 only on the way out.
///
/// Standard: C2SP tlog-policy, Policy file syntax and structure.
final class PolicyParser {
    static final int BYTES_MAX = 1 << 20;
    static final int LOGS_MAX = 256;
    static final int NAMES_MAX = 512;

    private static final String NONE = "none";

    private final List<Log> logs = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private final Map<String, Quorum> names = new HashMap<>();
    private final Set<String> grouped = new HashSet<>();
    private @Nullable Quorum quorum;

    WitnessPolicy parse(byte[] policy) {
        if (policy.length > BYTES_MAX) {
            throw new Malformed("a policy has at most %d bytes".formatted(BYTES_MAX));
        }
        if (policy.length > 0 && policy[policy.length - 1] != '\n') {
            throw new Malformed("the policy does not end in a newline");
        }
        String[] lines = new String(policy, ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                line(lines[i]);
            } catch (Malformed e) {
                throw new Malformed("policy line %d: %s".formatted(i + 1, e.getMessage()));
            }
        }
        if (quorum == null) {
            throw new Malformed("the policy has no quorum line");
        }
        return new WitnessPolicy(logs, witnesses, quorum);
    }

    private void line(String line) {
        if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new Malformed("control character");
        }
        String trimmed = line.replaceFirst("^[ \t]+", "");
        if (trimmed.isEmpty() || trimmed.startsWith("#")) {
            return;
        }
        List<String> words = List.of(trimmed.split("[ \t]+"));
        switch (words.getFirst()) {
            case "log" -> log(words);
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default -> throw new Malformed("unknown word " + out(words.getFirst()));
        }
    }

    private void log(List<String> words) {
        count(words, 2, 3, "log <vkey> [<url>]");
        NoteVerifier key = NoteVerifier.parse(utf8(words.get(1)));
        if (logs.stream().anyMatch(log -> log.key().sameKey(key))) {
            throw new Malformed("a log with this key was listed before: " + key.id());
        }
        if (logs.size() == LOGS_MAX) {
            throw new Malformed("a policy has at most %d logs".formatted(LOGS_MAX));
        }
        logs.add(new Log(key, url(words, 2)));
    }

    private void witness(List<String> words) {
        count(words, 3, 4, "witness <name> <vkey> [<url>]");
        NoteVerifier key = NoteVerifier.parse(utf8(words.get(2)));
        if (!key.type().isCosignature()) {
            throw new Malformed("a witness needs a key for cosigning, not " + key.id());
        }
        if (witnesses.stream().anyMatch(witness -> witness.key().sameKey(key))) {
            throw new Malformed("a witness with this key was listed before: " + key.id());
        }
        Witness witness = new Witness(utf8(words.get(1)), key, url(words, 3));
        define(words.get(1), new Quorum.One(witness));
        witnesses.add(witness);
    }

    private void group(List<String> words) {
        count(words, 4, NAMES_MAX + 3, "group <name> all|any|<k> <name>...");
        List<String> members = words.subList(3, words.size());
        List<Quorum> defined = new ArrayList<>();
        for (String member : members) {
            if (!grouped.add(member)) {
                throw new Malformed(out(member) + " is a member already");
            }
            defined.add(defined(member));
        }
        int threshold = threshold(words.get(2), members.size());
        define(words.get(1), new Quorum.Group(utf8(words.get(1)), threshold, defined));
    }

    private static int threshold(String text, int members) {
        if (text.equals("all")) {
            return members;
        }
        if (text.equals("any")) {
            return 1;
        }
        long threshold = Text.decimal(text, "threshold");
        if (threshold < 1 || threshold > members) {
            throw new Malformed("threshold %d is not 1 to %d".formatted(threshold, members));
        }
        return (int) threshold;
    }

    private void quorum(List<String> words) {
        count(words, 2, 2, "quorum <name>");
        if (quorum != null) {
            throw new Malformed("a second quorum line");
        }
        String name = words.get(1);
        quorum = name.equals(NONE) ? new Quorum.None() : defined(name);
    }

    private void define(String name, Quorum value) {
        if (name.equals(NONE) || names.containsKey(name)) {
            throw new Malformed("the name %s is taken".formatted(out(name)));
        }
        if (names.size() == NAMES_MAX) {
            throw new Malformed(
                    "a policy has at most %d witnesses and groups".formatted(NAMES_MAX));
        }
        names.put(name, value);
    }

    private Quorum defined(String name) {
        Quorum value = names.get(name);
        if (value == null) {
            throw new Malformed("%s is not defined on a line before".formatted(out(name)));
        }
        return value;
    }

    private static void count(List<String> words, int min, int max, String form) {
        if (words.size() < min || words.size() > max) {
            throw new Malformed("expected: " + form);
        }
    }

    private static Optional<String> url(List<String> words, int index) {
        return words.size() > index ? Optional.of(utf8(words.get(index))) : Optional.empty();
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }

    private static String out(String octets) {
        return Text.quote(utf8(octets));
    }
}
