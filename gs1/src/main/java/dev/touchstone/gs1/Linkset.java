// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A set of links in JSON: what each of some things is linked to, and how (RFC 9264; for
/// resolvers, GS1-Conformant Resolver Standard, section 2.10). Immutable.
///
/// @param contexts the things with their links
public record Linkset(List<Context> contexts) {
    /// The media type of a linkset in JSON.
    public static final String MEDIA_TYPE = "application/linkset+json";

    /// The longest linkset that is read, in characters.
    public static final int CHARS_MAX = Json.CHARS_MAX;

    /// The namespace of GS1's own kinds of links, such as `https://gs1.org/voc/pip`.
    public static final String GS1_VOCABULARY = "https://gs1.org/voc/";

    /// What a linkset must obey.
    public enum Profile {
        /// RFC 9264 as it stands; members whose name starts with `@` or `_` are notes.
        RFC_9264,
        /// The stricter schema of GS1: a description, titles, no members of one's own.
        GS1
    }

    /// Copies the contexts.
    public Linkset {
        contexts = List.copyOf(contexts);
    }

    /// One thing with its links.
    ///
    /// @param anchor the URI of the thing; empty when the object holds notes only
    /// @param itemDescription what the thing is, in words; empty when unknown
    /// @param links the links by their kind: a URI, or a registered name such as `next`
    public record Context(String anchor, String itemDescription, Map<String, List<Target>> links) {
        /// Copies the links, in the order of their kinds.
        public Context {
            Map<String, List<Target>> copy = new TreeMap<>();
            links.forEach((kind, targets) -> copy.put(kind, List.copyOf(targets)));
            links = copy;
        }
    }

    /// Where one link leads.
    ///
    /// @param href the URI it leads to
    /// @param title what is to be found there; empty when unsaid
    /// @param hreflang the languages of what is there
    /// @param type its media type; empty when unsaid
    /// @param context further words that tell links of one kind apart, such as a country
    public record Target(
            String href, String title, List<String> hreflang, String type, List<String> context) {
        /// Copies the lists.
        public Target {
            hreflang = List.copyOf(hreflang);
            context = List.copyOf(context);
        }
    }

    /// Reads a linkset.
    ///
    /// @throws Gs1Exception when it is no JSON or breaks a rule of `profile`, which is named with
    ///     the JSON pointer of the member concerned
    public static Linkset parse(String json, Profile profile) {
        return LinksetReader.read(json, profile);
    }

    /// The linkset as JSON, without needless space; empty members are left out.
    public String json() {
        StringBuilder out = new StringBuilder("{\"linkset\":[");
        String before = "";
        for (Context context : contexts) {
            out.append(before);
            write(context, out);
            before = ",";
        }
        return out.append("]}").toString();
    }

    private static void write(Context context, StringBuilder out) {
        out.append('{');
        String before = member("anchor", context.anchor, "", out);
        before = member("itemDescription", context.itemDescription, before, out);
        for (Map.Entry<String, List<Target>> entry : context.links.entrySet()) {
            out.append(before);
            Json.quote(entry.getKey(), out);
            out.append(":[");
            String between = "";
            for (Target target : entry.getValue()) {
                out.append(between);
                write(target, out);
                between = ",";
            }
            out.append(']');
            before = ",";
        }
        out.append('}');
    }

    private static void write(Target target, StringBuilder out) {
        out.append('{');
        String before = member("href", target.href, "", out);
        before = member("title", target.title, before, out);
        before = list("hreflang", target.hreflang, before, out);
        before = member("type", target.type, before, out);
        list("context", target.context, before, out);
        out.append('}');
    }

    private static String member(String name, String value, String before, StringBuilder out) {
        if (value.isEmpty()) {
            return before;
        }
        out.append(before);
        Json.quote(name, out);
        out.append(':');
        Json.quote(value, out);
        return ",";
    }

    private static String list(String name, List<String> values, String before, StringBuilder out) {
        if (values.isEmpty()) {
            return before;
        }
        out.append(before);
        Json.quote(name, out);
        out.append(":[");
        String between = "";
        for (String value : values) {
            out.append(between);
            Json.quote(value, out);
            between = ",";
        }
        out.append(']');
        return ",";
    }
}
