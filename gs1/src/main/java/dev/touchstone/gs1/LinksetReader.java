// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads one linkset, strictly by one profile. Confined to one thread; used once.
final class LinksetReader {
    private static final Pattern HTTP = Pattern.compile("https?://[A-Za-z0-9./].*");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]*|https?://[^\\s]+");
    private static final Pattern LANGUAGE = Pattern.compile("\\w{2}(-\\w{2})?");
    // RFC 5646, as far as its shape goes.
    private static final Pattern LANGUAGE_TAG =
            Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[-\\w.+!#$&^]+/[-\\w.+!#$&^]+.*");

    private final boolean strict;

    private LinksetReader(Linkset.Profile profile) {
        strict = profile == Linkset.Profile.GS1;
    }

    static Linkset read(String json, Linkset.Profile profile) {
        return new LinksetReader(profile).linkset(Json.parse(json));
    }

    private Linkset linkset(Object document) {
        Map<?, ?> root = object(document, "");
        List<Linkset.Context> contexts = new ArrayList<>();
        for (Map.Entry<?, ?> member : root.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (name.equals("linkset")) {
                int i = 0;
                for (Object item : array(member.getValue(), "/linkset")) {
                    contexts.add(context(item, "/linkset/" + i));
                    i++;
                }
            } else if (strict || !isNote(name)) {
                throw refuse("/" + name, "is no member of a linkset");
            }
        }
        if (!root.containsKey("linkset")) {
            throw refuse("", "needs the member linkset");
        }
        return new Linkset(contexts);
    }

    private static boolean isNote(String name) {
        return name.startsWith("@") || name.startsWith("_");
    }

    private Linkset.Context context(Object value, String at) {
        Map<?, ?> members = object(value, at);
        String anchor = "";
        String description = "";
        Map<String, List<Linkset.Target>> links = new TreeMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey());
            String here = at + "/" + name.replace("~", "~0").replace("/", "~1");
            if (name.equals("anchor")) {
                anchor = uri(member.getValue(), here);
            } else if (name.equals("itemDescription")) {
                description = text(member.getValue(), here);
            } else if (member.getValue() instanceof List<?> targets
                    && KIND.matcher(name).matches()) {
                links.put(name, targets(targets, here));
            } else if (strict || !(isNote(name) || member.getValue() instanceof String)) {
                throw refuse(here, "is neither kind of link nor member of a link context");
            }
        }
        if (anchor.isEmpty() && (strict || !links.isEmpty() || members.isEmpty())) {
            throw refuse(at, "needs the member anchor");
        }
        if (strict && !members.containsKey("itemDescription")) {
            throw refuse(at, "needs the member itemDescription");
        }
        return new Linkset.Context(anchor, description, links);
    }

    private List<Linkset.Target> targets(List<?> values, String at) {
        List<Linkset.Target> targets = new ArrayList<>();
        for (Object value : values) {
            targets.add(target(value, at + "/" + targets.size()));
        }
        return targets;
    }

    private Linkset.Target target(Object value, String at) {
        Map<?, ?> members = object(value, at);
        String href = "";
        String title = "";
        String type = "";
        List<String> hreflang = List.of();
        List<String> context = List.of();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey());
            String here = at + "/" + name;
            Object content = member.getValue();
            switch (name) {
                case "href" -> href = uri(content, here);
                case "title" -> title = text(content, here);
                case "type" -> type = matching(MEDIA_TYPE, content, here);
                case "hreflang" -> hreflang = languages(content, here);
                case "context" -> context = texts(content, here);
                case "media" -> text(content, here);
                case "fwqs", "public" -> truth(content, here);
                default -> extension(name, content, here);
            }
        }
        if (href.isEmpty()) {
            throw refuse(at, "needs the member href");
        }
        if (strict && !members.containsKey("title")) {
            throw refuse(at, "needs the member title");
        }
        return new Linkset.Target(href, title, hreflang, type, context);
    }

    /// RFC 9264, section 4.2.4.3: members of one's own hold arrays, of texts or of texts with
    /// their language.
    private void extension(String name, Object content, String at) {
        if (strict) {
            throw refuse(at, "is no member of a link");
        }
        if (isNote(name)) {
            return;
        }
        for (Object item : array(content, at)) {
            if (name.endsWith("*")) {
                Map<?, ?> words = object(item, at);
                if (!(words.get("value") instanceof String)) {
                    throw refuse(at, "needs the member value in each item");
                }
                if (words.containsKey("language")) {
                    matching(LANGUAGE_TAG, words.get("language"), at);
                }
            } else if (!(item instanceof String)) {
                throw refuse(at, "holds something that is no text");
            }
        }
    }

    private List<String> languages(Object content, String at) {
        List<String> languages = texts(content, at);
        for (String language : languages) {
            matching(strict ? LANGUAGE : LANGUAGE_TAG, language, at);
        }
        return languages;
    }

    private static List<String> texts(Object content, String at) {
        List<String> texts = new ArrayList<>();
        for (Object item : array(content, at)) {
            texts.add(text(item, at));
        }
        return List.copyOf(texts);
    }

    private static void truth(Object content, String at) {
        if (!(content instanceof Boolean)) {
            throw refuse(at, "is neither true nor false");
        }
    }

    private String uri(Object content, String at) {
        String uri = text(content, at);
        if (strict && !HTTP.matcher(uri).matches()) {
            throw refuse(at, "is no address of the web");
        }
        try {
            ItemKey.checkUri(uri);
        } catch (Gs1Exception e) {
            throw refuse(at, "is no absolute URI: " + e.getMessage());
        }
        return uri;
    }

    private static String matching(Pattern pattern, Object content, String at) {
        String text = text(content, at);
        if (!pattern.matcher(text).matches()) {
            throw refuse(at, "has an unexpected form: " + Gs1Exception.excerpt(text));
        }
        return text;
    }

    private static String text(Object content, String at) {
        if (content instanceof String text) {
            return text;
        }
        throw refuse(at, "is no text");
    }

    private static List<?> array(Object content, String at) {
        if (content instanceof List<?> list) {
            return list;
        }
        throw refuse(at, "is no array");
    }

    private static Map<?, ?> object(Object content, String at) {
        if (content instanceof Map<?, ?> map) {
            return map;
        }
        throw refuse(at, "is no object");
    }

    private static Gs1Exception refuse(String at, String what) {
        return new Gs1Exception(
                "",
                0,
                Gs1Exception.Rule.STRUCTURE,
                "linkset member " + Gs1Exception.excerpt(at) + " " + what);
    }
}
