// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One GS1 application identifier: what its values look like, what it may stand with, and its
/// place in a Digital Link. Immutable.
///
/// GS1 General Specifications, sections 3 and 4.13; the rules are those of the GS1 Barcode Syntax
/// Dictionary.
public final class ApplicationIdentifier {
    private final String number;
    private final String title;
    private final String specification;
    private final List<Component> components;
    private final boolean lengthSet;
    private final boolean linkAttribute;
    private final boolean primaryKey;
    private final List<List<String>> qualifiers;
    private final Set<String> allQualifiers;
    private final List<List<List<String>>> needs;
    private final List<String> excludes;
    private final int lengthMin;
    private final int lengthMax;

    /// What a part consists of; the names are those of the specification.
    enum CharacterSet {
        /// Digits.
        N(Characters.DIGIT, Linter.CSETNUMERIC),
        /// Set 82.
        X(Characters.IN_82, Linter.CSET82),
        /// Set 39.
        Y(Characters.IN_39, Linter.CSET39),
        /// Set 64.
        Z(Characters.IN_64, Linter.CSET64);

        private final int kind;
        private final Linter linter;

        CharacterSet(int kind, Linter linter) {
            this.kind = kind;
            this.linter = linter;
        }
    }

    /// One part of a value.
    ///
    /// @param set what it consists of
    /// @param lengthMin fewest characters, 1 for a component of open length
    /// @param lengthMax most characters
    /// @param optional whether the component may be missing altogether
    /// @param linters further rules
    /// @param prefixAt where in it a company prefix starts, or -1
    record Component(
            CharacterSet set,
            int lengthMin,
            int lengthMax,
            boolean optional,
            List<Linter> linters,
            int prefixAt) {
        Component {
            linters = List.copyOf(linters);
        }

        static Component of(String text) {
            boolean optional = text.endsWith("?");
            String[] parts =
                    (optional ? text.substring(0, text.length() - 1) : text).split(":", -1);
            CharacterSet set = CharacterSet.valueOf(parts[0].substring(0, 1));
            boolean open = parts[0].startsWith("..", 1);
            int length = Integer.parseInt(parts[0].substring(open ? 3 : 1));
            List<Linter> linters = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                String name = parts[i];
                linters.add(
                        Linter.find(name)
                                .orElseThrow(() -> new IllegalStateException("no linter " + name)));
            }
            int prefixAt =
                    linters.remove(Linter.GCPPOS1) ? 0 : linters.remove(Linter.GCPPOS2) ? 1 : -1;
            // Digits always start with what could be a company prefix.
            if (prefixAt == 0 && set != CharacterSet.N) {
                linters.add(Linter.GCPPOS1);
            }
            return new Component(set, open ? 1 : length, length, optional, linters, prefixAt);
        }

        /// What is outside the character set, or null. Most values have nothing, which a look at
        /// the characters tells sooner than the linter does.
        @Nullable LintFinding outsideSet(String value, int from, int to) {
            return Characters.firstNot(set.kind, value, from, to) < 0
                    ? null
                    : set.linter.run(value, from, to);
        }
    }

    private ApplicationIdentifier(String number, List<String> cells) {
        this.number = number;
        specification = cells.get(2);
        components = words(cells.get(2), " ").stream().map(Component::of).toList();
        lengthSet = cells.get(1).contains("*");
        linkAttribute = cells.get(1).contains("?");
        primaryKey = !cells.get(3).equals("-");
        qualifiers =
                primaryKey && !cells.get(3).equals("0")
                        ? words(cells.get(3), "/").stream().map(s -> words(s, " ")).toList()
                        : List.of();
        allQualifiers = qualifiers.stream().flatMap(List::stream).collect(Collectors.toSet());
        needs =
                words(cells.get(4), ";").stream()
                        .map(all -> words(all, ",").stream().map(g -> words(g, "\\+")).toList())
                        .toList();
        excludes = words(cells.get(5), ",");
        title = cells.get(6);
        lengthMin =
                components.stream().filter(c -> !c.optional).mapToInt(Component::lengthMin).sum();
        lengthMax = components.stream().mapToInt(Component::lengthMax).sum();
    }

    static ApplicationIdentifier of(String number, List<String> cells) {
        return new ApplicationIdentifier(number, cells);
    }

    private static List<String> words(String cell, String separator) {
        List<String> words = new ArrayList<>();
        for (String word : cell.split(separator, -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return List.copyOf(words);
    }

    /// The application identifier with this number, 2 to 4 digits.
    public static Optional<ApplicationIdentifier> find(String number) {
        return AiTable.find(number);
    }

    /// Every application identifier, in the order of their numbers read as text.
    public static Collection<ApplicationIdentifier> all() {
        return AiTable.all();
    }

    /// The number, 2 to 4 digits.
    public String number() {
        return number;
    }

    /// The data title GS1 gave it, such as `BATCH/LOT`; may be empty.
    public String title() {
        return title;
    }

    /// The parts of a value with their rules, such as `N14:csum:gcppos2` or `N3:iso4217 N..15`.
    public String specification() {
        return specification;
    }

    /// Whether the number sets the length, so that no separator follows in an element string.
    public boolean isLengthSet() {
        return lengthSet;
    }

    /// Whether it may be a data attribute in the query of a Digital Link.
    public boolean isLinkAttribute() {
        return linkAttribute;
    }

    /// Whether the path of a Digital Link may start with it.
    public boolean isPrimaryKey() {
        return primaryKey;
    }

    /// The orders of key qualifiers allowed behind this primary key.
    public List<List<String>> qualifiers() {
        return qualifiers;
    }

    /// What must stand beside it: of each condition one group, and all members of the group; `n`
    /// stands for any digit.
    public List<List<List<String>>> needs() {
        return needs;
    }

    /// What may not stand beside it; `n` stands for any digit.
    public List<String> excludes() {
        return excludes;
    }

    /// The fewest characters a value may have.
    public int lengthMin() {
        return lengthMin;
    }

    /// The most characters a value may have.
    public int lengthMax() {
        return lengthMax;
    }

    List<Component> components() {
        return components;
    }

    boolean takesQualifier(String ai) {
        return allQualifiers.contains(ai);
    }

    /// Refuses a value that breaks a rule.
    ///
    /// @throws Gs1Exception naming rule and position within `value`
    public void check(String value) {
        int length = value.length();
        if (length < lengthMin || length > lengthMax) {
            String wanted =
                    lengthMin == lengthMax
                            ? "exactly " + lengthMax
                            : lengthMin + " to " + lengthMax;
            throw refuse(
                    Math.min(length, lengthMax),
                    Gs1Exception.Rule.LENGTH,
                    "needs " + wanted + " characters, got " + length,
                    value);
        }
        int at = 0;
        for (Component component : components) {
            int end = Math.min(length, at + component.lengthMax);
            if (end == at && component.optional) {
                continue;
            }
            check(component, value, at, end);
            at = end;
        }
    }

    private void check(Component component, String value, int from, int to) {
        LintFinding bad = component.outsideSet(value, from, to);
        if (bad != null) {
            int position = from + bad.position();
            String what =
                    component.set == CharacterSet.N
                            ? "needs a digit at position " + position
                            : "has a character outside its set at position " + position;
            throw refuse(position, bad.error().rule(), what, value);
        }
        if (to - from < component.lengthMin) {
            throw refuse(to, Gs1Exception.Rule.LENGTH, "has a part that is too short", value);
        }
        for (Linter linter : component.linters) {
            bad = linter.run(value, from, to);
            if (bad != null) {
                throw refuse(from + bad.position(), bad, value, from, to);
            }
        }
    }

    private Gs1Exception refuse(int position, LintFinding bad, String value, int from, int to) {
        String what =
                bad.error() == LintError.INCORRECT_CHECK_DIGIT
                        ? "has check digit %s where %d is due"
                                .formatted(
                                        value.charAt(to - 1),
                                        CheckDigit.of(value.substring(from, to - 1)))
                        : "breaks rule %s at position %d".formatted(bad.error(), position);
        return refuse(position, bad.error().rule(), what, value);
    }

    private Gs1Exception refuse(int position, Gs1Exception.Rule rule, String what, String value) {
        return new Gs1Exception(
                number,
                position,
                rule,
                "AI " + number + " " + what + ": " + Gs1Exception.excerpt(value));
    }

    @Override
    public String toString() {
        return "(" + number + ") " + title;
    }
}
