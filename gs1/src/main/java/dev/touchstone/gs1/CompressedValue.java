// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;

/// How the value of one application identifier is laid out in a compressed Digital Link: fixed
/// digits as one number, the rest with its length before it.
///
/// @param digits whether it is digits only
/// @param fixed its length, or 0 when it is open
/// @param max the most characters, when its length is open
record CompressedValue(boolean digits, int fixed, int max) {
    /// The parts of a value. Parts of the same kind next to each other are one part.
    static List<CompressedValue> of(ApplicationIdentifier ai) {
        List<CompressedValue> parts = new ArrayList<>();
        for (ApplicationIdentifier.Component component : ai.components()) {
            boolean digits = component.set() == ApplicationIdentifier.CharacterSet.N;
            boolean open = component.optional() || component.lengthMin() < component.lengthMax();
            CompressedValue part =
                    open
                            ? new CompressedValue(digits, 0, component.lengthMax())
                            : new CompressedValue(digits, component.lengthMax(), 0);
            CompressedValue last = parts.isEmpty() ? null : parts.getLast();
            boolean joins =
                    last != null
                            && last.digits == digits
                            && ((last.fixed == 0) == open || (!digits && open));
            if (last != null && joins) {
                parts.removeLast();
                part = last.joined(part);
            }
            parts.add(part);
        }
        return List.copyOf(parts);
    }

    private CompressedValue joined(CompressedValue next) {
        return fixed > 0 && next.fixed > 0
                ? new CompressedValue(digits, fixed + next.fixed, 0)
                : new CompressedValue(digits, 0, fixed + max + next.fixed + next.max);
    }

    static void write(ApplicationIdentifier ai, String value, BitWriter out) {
        int at = 0;
        for (CompressedValue part : of(ai)) {
            int end = part.fixed > 0 ? at + part.fixed : value.length();
            part.write(value.substring(at, end), out);
            at = end;
        }
    }

    private void write(String text, BitWriter out) {
        CompressedText set = digits ? CompressedText.DECIMAL : CompressedText.smallest(text);
        if (!digits) {
            set.writeName(out);
        }
        if (fixed == 0) {
            out.put(text.length(), BitWriter.bitsOfLength(max));
        }
        set.write(text, out);
    }

    static String read(ApplicationIdentifier ai, BitReader in) {
        StringBuilder value = new StringBuilder();
        for (CompressedValue part : of(ai)) {
            CompressedText set = part.digits ? CompressedText.DECIMAL : CompressedText.read(in);
            int length = part.fixed > 0 ? part.fixed : in.take(BitWriter.bitsOfLength(part.max));
            if (part.fixed == 0 && length > part.max) {
                throw in.refuse("holds a value of AI " + ai.number() + " that is too long");
            }
            value.append(set.read(length, in));
        }
        return value.toString();
    }
}
