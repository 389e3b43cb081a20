// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Which link answers a request (GS1-Conformant Resolver 1.2, sections 2.6 to 2.9).
final class ResolverRules {
    private static final Comparator<Target> FINEST_FIRST =
            Comparator.comparingInt((Target t) -> -t.anchor().fineness())
                    .thenComparing(t -> !t.isDefault())
                    .thenComparing(Target::kind)
                    .thenComparing(Target::href);

    private ResolverRules() {}

    /// Decides.
    ///
    /// @param known all links of the primary key
    static Choice choose(Anchor asked, Wish wish, List<Target> known) {
        List<Target> about =
                known.stream().filter(t -> t.anchor().covers(asked)).sorted(FINEST_FIRST).toList();
        if (wish.wantsAll()) {
            return about.isEmpty() ? new Choice.Nothing() : new Choice.All(about);
        }
        if (wish.wantsDefault()) {
            return about.stream()
                    .filter(Target::isDefault)
                    .findFirst()
                    .map(standard -> standard(standard, wish, about))
                    .orElseGet(Choice.Nothing::new);
        }
        return LinkKind.find(wish.linkType())
                .map(kind -> of(kind, wish, about))
                .orElseGet(Choice.Nothing::new);
    }

    /// The finest level that has links of this kind answers.
    private static Choice of(LinkKind kind, Wish wish, List<Target> about) {
        List<Target> fitting = about.stream().filter(t -> t.kind().equals(kind)).toList();
        if (fitting.isEmpty()) {
            return new Choice.Nothing();
        }
        Anchor finest = fitting.getFirst().anchor();
        List<Target> best =
                narrowed(fitting.stream().filter(t -> t.anchor().equals(finest)).toList(), wish);
        return best.size() == 1
                ? new Choice.To(best.getFirst())
                : new Choice.Several(List.copyOf(best));
    }

    /// The default link, unless another of its kind and level speaks the reader's language or is
    /// for the context asked for.
    private static Choice standard(Target standard, Wish wish, List<Target> about) {
        List<Target> alike =
                about.stream()
                        .filter(t -> t.kind().equals(standard.kind()))
                        .filter(t -> t.anchor().equals(standard.anchor()))
                        .toList();
        List<Target> best = narrowed(alike, wish);
        return new Choice.To(
                best.contains(standard) || best.size() != 1 ? standard : best.getFirst());
    }

    private static List<Target> narrowed(List<Target> alike, Wish wish) {
        List<Target> left = alike;
        if (!wish.context().isEmpty()) {
            left = those(left, t -> t.context().equalsIgnoreCase(wish.context()));
        }
        left = inLanguage(left, wish);
        return those(left, t -> wish.mediaTypes().contains(t.mediaType().toLowerCase(Locale.ROOT)));
    }

    private static List<Target> inLanguage(List<Target> left, Wish wish) {
        for (String wanted : wish.languages()) {
            List<Target> speaking =
                    left.stream()
                            .filter(t -> t.languages().stream().anyMatch(l -> fits(wanted, l)))
                            .toList();
            if (!speaking.isEmpty()) {
                return speaking;
            }
        }
        return wish.languages().isEmpty() ? left : those(left, t -> t.languages().isEmpty());
    }

    /// `zh` asked for fits `zh-CN`, and `zh-CN` asked for fits `zh`.
    private static boolean fits(String wanted, String offered) {
        String lower = offered.toLowerCase(Locale.ROOT);
        return lower.equals(wanted)
                || lower.startsWith(wanted + "-")
                || wanted.startsWith(lower + "-");
    }

    /// Those that pass, or all when none does.
    private static List<Target> those(List<Target> all, Predicate<Target> test) {
        List<Target> some = new ArrayList<>(all);
        some.removeIf(test.negate());
        return some.isEmpty() ? all : some;
    }
}
