// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.util.ArrayList;
import java.util.List;

/// A pledge text as people type it into one field, Chinese and English of each line on either
/// side of a bar: `# title`, `## part`, `### commitment`, and below that one line with its body.
/// A bar, a hash or a backslash that is meant as such has a backslash in front.
final class PledgeTextFormat {
    private PledgeTextFormat() {}

    /// Reads a text.
    ///
    /// @throws IllegalArgumentException naming the line at fault
    static PledgeText read(String typed) {
        Bilingual title = new Bilingual("", "");
        List<PledgeText.Part> parts = new ArrayList<>();
        List<PledgeText.Commitment> commitments = new ArrayList<>();
        Bilingual partTitle = new Bilingual("", "");
        Bilingual commitment = new Bilingual("", "");
        int number = 0;
        for (String raw : typed.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty()) {
                continue;
            }
            if (line.startsWith("### ")) {
                require(!partTitle.zh().isEmpty() && commitment.zh().isEmpty(), number);
                commitment = sides(line.substring(4), number, PledgeText.TITLE_LENGTH_MAX);
            } else if (line.startsWith("## ")) {
                require(!title.zh().isEmpty() && commitment.zh().isEmpty(), number);
                close(parts, partTitle, commitments, number);
                partTitle = sides(line.substring(3), number, PledgeText.TITLE_LENGTH_MAX);
                commitments = new ArrayList<>();
            } else if (line.startsWith("# ")) {
                require(title.zh().isEmpty(), number);
                title = sides(line.substring(2), number, PledgeText.TITLE_LENGTH_MAX);
            } else {
                require(!commitment.zh().isEmpty(), number);
                Bilingual body = sides(line, number, PledgeText.BODY_LENGTH_MAX);
                commitments.add(new PledgeText.Commitment(commitment, body));
                commitment = new Bilingual("", "");
                require(commitments.size() <= PledgeText.COMMITMENTS_MAX, number);
            }
        }
        require(!partTitle.zh().isEmpty() && commitment.zh().isEmpty(), number);
        close(parts, partTitle, commitments, number);
        return new PledgeText(title, parts);
    }

    private static void close(
            List<PledgeText.Part> parts,
            Bilingual title,
            List<PledgeText.Commitment> commitments,
            int line) {
        if (!title.zh().isEmpty()) {
            require(!commitments.isEmpty() && parts.size() < PledgeText.PARTS_MAX, line);
            parts.add(new PledgeText.Part(title, commitments));
        }
    }

    private static Bilingual sides(String line, int number, int lengthMax) {
        List<String> sides = new ArrayList<>();
        StringBuilder side = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                side.append(line.charAt(i));
            } else if (c == '|') {
                sides.add(side.toString());
                side.setLength(0);
            } else {
                side.append(c);
            }
        }
        sides.add(side.toString());
        require(sides.size() == 2, number);
        Bilingual both = new Bilingual(sides.get(0).strip(), sides.get(1).strip());
        require(!both.zh().isEmpty() && !both.en().isEmpty(), number);
        require(both.zh().length() <= lengthMax && both.en().length() <= lengthMax, number);
        return both;
    }

    /// A text as it would be typed: [#read] gives the same text again.
    static String write(PledgeText text) {
        StringBuilder typed = new StringBuilder();
        line(typed, "# ", text.title());
        for (PledgeText.Part part : text.parts()) {
            line(typed, "## ", part.title());
            for (PledgeText.Commitment one : part.commitments()) {
                line(typed, "### ", one.title());
                line(typed, "", one.body());
            }
        }
        return typed.toString();
    }

    private static void line(StringBuilder typed, String start, Bilingual both) {
        typed.append(start).append(escaped(both.zh())).append(" | ");
        typed.append(escaped(both.en())).append('\n');
    }

    private static String escaped(String side) {
        return side.replace("\\", "\\\\").replace("|", "\\|").replace("#", "\\#");
    }

    private static void require(boolean right, int line) {
        if (!right) {
            throw new IllegalArgumentException("line " + line);
        }
    }
}
