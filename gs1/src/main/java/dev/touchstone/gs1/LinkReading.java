// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that a Digital Link URI says: the link itself and its whole query in the order it was
/// written.
///
/// @param link the link
/// @param query the parameters of the query, those of GS1 and others
public record LinkReading(DigitalLink link, List<Parameter> query) {
    /// Where a reader may be more generous than the standard.
    public enum Leniency {
        /// A GTIN of 8, 12 or 13 digits is filled with zeros on the left.
        SHORT_GTIN,
        /// A number in the query that is no application identifier is kept as a parameter.
        UNKNOWN_AI
    }

    /// One parameter of a query.
    ///
    /// @param name the name, unescaped
    /// @param value the value, unescaped; empty when there is none
    /// @param kind what it is
    public record Parameter(String name, String value, Kind kind) {}

    /// What a parameter of a query is.
    public enum Kind {
        /// A data attribute, found in the link as well.
        ATTRIBUTE,
        /// A number that is no application identifier.
        UNKNOWN_AI,
        /// A parameter that GS1 gave no meaning, such as `lang`, or one meant for resolvers.
        OTHER
    }

    /// Copies the query.
    public LinkReading {
        query = List.copyOf(query);
    }

    /// Reads an uncompressed Digital Link URI.
    ///
    /// @throws Gs1Exception when it is no such URI; the position counts from its first character
    public static LinkReading of(String uri) {
        return new DigitalLinkReader(uri, Set.of()).read();
    }

    /// Reads an uncompressed Digital Link URI more generously than the standard.
    ///
    /// @throws Gs1Exception when it is no such URI all the same
    public static LinkReading of(String uri, Set<Leniency> leniencies) {
        Set<Leniency> copy = EnumSet.noneOf(Leniency.class);
        copy.addAll(leniencies);
        return new DigitalLinkReader(uri, copy).read();
    }

    /// The value of the first parameter with this name.
    public Optional<String> parameter(String name) {
        return query.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
    }
}
