// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// What a printer makes of one label: graphic fields as dots, texts as texts.
///
/// @param image white where nothing is printed
/// @param texts the text fields that are not codes
record ZplPaper(BufferedImage image, List<String> texts) {
    private static final int WHITE = 0xFFFFFF;

    static ZplPaper printed(String label) {
        BufferedImage image = null;
        List<String> texts = new ArrayList<>();
        int left = 0;
        int top = 0;
        int width = 0;
        boolean text = false;
        for (String command : label.replace("\n", "").split("\\^", -1)) {
            if (command.startsWith("PW")) {
                width = Integer.parseInt(command.substring(2));
            } else if (command.startsWith("LL")) {
                image = blank(width, Integer.parseInt(command.substring(2)));
            } else if (command.startsWith("FO")) {
                String[] at = command.substring(2).split(",", -1);
                left = Integer.parseInt(at[0]);
                top = Integer.parseInt(at[1]);
            } else if (command.startsWith("GFA")) {
                paste(field("^" + command), image, left, top);
            } else if (command.startsWith("A0")) {
                text = true;
            } else if (command.startsWith("FD") && text) {
                texts.add(command.substring(2));
            } else if (command.startsWith("FS")) {
                text = false;
            }
        }
        return new ZplPaper(image, texts);
    }

    private static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, WHITE);
        }
        return image;
    }

    private static void paste(BufferedImage from, BufferedImage to, int left, int top) {
        for (int y = 0; y < from.getHeight(); y++) {
            for (int x = 0; x < from.getWidth(); x++) {
                if ((from.getRGB(x, y) & 1) == 0) {
                    to.setRGB(left + x, top + y, 0);
                }
            }
        }
    }

    /// The dots of a `^GFA` field.
    static BufferedImage field(String field) {
        String[] parts = field.split(",", 5);
        int total = Integer.parseInt(parts[1]);
        int stride = Integer.parseInt(parts[3]);
        StringBuilder digits = new StringBuilder();
        int digitsARow = 2 * stride;
        int times = 0;
        for (char c : parts[4].toCharArray()) {
            if (c >= 'G' && c <= 'Y') {
                times += c - 'F';
            } else if (c >= 'g' && c <= 'z') {
                times += 20 * (c - 'f');
            } else if (c == ',') {
                digits.append("0".repeat(digitsARow - digits.length() % digitsARow));
            } else if (c == ':') {
                digits.append(digits.substring(digits.length() - digitsARow));
            } else {
                digits.append(String.valueOf(c).repeat(Math.max(1, times)));
                times = 0;
            }
        }
        if (digits.length() != 2 * total) {
            throw new IllegalStateException(
                    "%d digits of %d".formatted(digits.length(), 2 * total));
        }
        BufferedImage image = blank(8 * stride, total / stride);
        for (int i = 0; i < 8 * total; i++) {
            int digit = Character.digit(digits.charAt(i / 4), 16);
            if ((digit >> 3 - i % 4 & 1) != 0) {
                image.setRGB(i % (8 * stride), i / (8 * stride), 0);
            }
        }
        return image;
    }
}
