// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Valid values of any application identifier, by chance: a value is made part by part, with
/// samples for the rules that chance would hardly meet.
final class RandomElements {
    private static final String SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SET_64 = "ABCXYZabcxyz0189-_";
    private static final List<ApplicationIdentifier> ALL =
            new ArrayList<>(ApplicationIdentifier.all());

    private RandomElements() {}

    static ElementString string(Random random) {
        List<Element> elements = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            ApplicationIdentifier ai = ALL.get(random.nextInt(ALL.size()));
            if (elements.stream().noneMatch(e -> e.ai().equals(ai.number()))) {
                elements.add(new Element(ai.number(), value(ai, random)));
            }
        }
        return new ElementString(elements);
    }

    /// A link with any primary key, some of its qualifiers, and some attributes.
    static DigitalLink link(Random random) {
        List<ApplicationIdentifier> keys =
                ALL.stream().filter(ApplicationIdentifier::isPrimaryKey).toList();
        ApplicationIdentifier key = keys.get(random.nextInt(keys.size()));
        List<Element> qualifiers = new ArrayList<>();
        if (!key.qualifiers().isEmpty()) {
            for (String ai : key.qualifiers().get(random.nextInt(key.qualifiers().size()))) {
                if (random.nextBoolean()) {
                    qualifiers.add(element(ApplicationIdentifier.find(ai).orElseThrow(), random));
                }
            }
        }
        List<Element> attributes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ApplicationIdentifier ai = ALL.get(random.nextInt(ALL.size()));
            boolean free =
                    ai.isLinkAttribute()
                            && ai != key
                            && !key.takesQualifier(ai.number())
                            && attributes.stream().noneMatch(a -> a.ai().equals(ai.number()));
            if (free) {
                attributes.add(element(ai, random));
            }
        }
        return new DigitalLink(element(key, random), qualifiers, attributes);
    }

    private static Element element(ApplicationIdentifier ai, Random random) {
        return new Element(ai.number(), value(ai, random));
    }

    static String value(ApplicationIdentifier ai, Random random) {
        StringBuilder value = new StringBuilder();
        for (ApplicationIdentifier.Component component : ai.components()) {
            if (component.optional() && random.nextBoolean()) {
                break;
            }
            value.append(part(component, random));
        }
        return value.toString();
    }

    private static String part(ApplicationIdentifier.Component component, Random random) {
        int span = component.lengthMax() - component.lengthMin();
        int length = component.lengthMin() + (span == 0 ? 0 : random.nextInt(span + 1));
        for (Linter linter : component.linters()) {
            switch (linter) {
                case CSUM -> {
                    return CheckDigit.append(chars("0123456789", length - 1, random));
                }
                case CSUMALPHA -> {
                    int body = Math.max(5, length - 2);
                    return CheckPair.append("9506" + chars("ABCabc", body - 5, random) + "x");
                }
                case GCPPOS1 -> {
                    return "9506" + chars("0123456789", Math.max(0, length - 4), random);
                }
                case COUPONCODE -> {
                    return "012345612345611110123";
                }
                case COUPONPOSOFFER -> {
                    return "0012345612345611234567";
                }
                case PCENC -> {
                    return "A".repeat(Math.max(1, Math.min(length, 9)));
                }
                default -> {
                    for (String sample : SAMPLES) {
                        if (sample.length() >= component.lengthMin()
                                && sample.length() <= component.lengthMax()
                                && linter.check(sample).isEmpty()) {
                            return sample;
                        }
                    }
                }
            }
        }
        return switch (component.set()) {
            case N -> chars("0123456789", length, random);
            case X -> chars(Characters.SET_82, length, random);
            case Y -> chars(SET_39, length, random);
            case Z -> chars(SET_64, length, random);
        };
    }

    private static final List<String> SAMPLES =
            List.of(
                    "271231",
                    "2359",
                    "156",
                    "CN",
                    "0102",
                    "0279085848",
                    "0",
                    "-",
                    "1",
                    "9",
                    "1/2",
                    "20271231",
                    "11",
                    "59",
                    "80",
                    "PX",
                    "GB98MIDL07009312345678",
                    "123",
                    "0001",
                    "00001",
                    "12345",
                    "012");

    private static String chars(String of, int length, Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(of.charAt(random.nextInt(of.length())));
        }
        return out.toString();
    }
}
