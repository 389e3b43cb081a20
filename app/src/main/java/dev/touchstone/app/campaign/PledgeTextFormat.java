// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.util.ArrayList;
import java.util.List;

/// A pledge text as people type it into one field, Chinese and English of each line on either
/// side of a bar: `# title`, `## part`, `### commitment`, and below that one line with its body.
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
        String[] sides = line.split("\\|", -1);
        require(sides.length == 2, number);
        Bilingual both = new Bilingual(sides[0].strip(), sides[1].strip());
        require(!both.zh().isEmpty() && !both.en().isEmpty(), number);
        require(both.zh().length() <= lengthMax && both.en().length() <= lengthMax, number);
        return both;
    }

    private static void require(boolean right, int line) {
        if (!right) {
            throw new IllegalArgumentException("line " + line);
        }
    }
}
