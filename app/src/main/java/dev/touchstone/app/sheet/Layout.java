// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import dev.touchstone.app.sheet.Ink.Look;
import dev.touchstone.app.sheet.Sheet.Two;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.QrLevel;
import java.awt.Color;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where everything stands on a sheet: a plain double frame, the title, what is announced of whom,
/// and below it how to check it. No seal, no ribbon, nothing like a certification mark. Confined
/// to one thread.
final class Layout {
    private static final Color DARK = new Color(0x1c, 0x1f, 0x24);
    private static final Color BLUE = new Color(0x12, 0x35, 0x5b);
    private static final Color GREY = new Color(0x55, 0x5b, 0x64);
    private static final Color GOLD = new Color(0xb0, 0x7a, 0x00);

    private static final float WIDTH = 595.276f;
    private static final float HEIGHT = 841.89f;
    private static final float MARGIN = 78;
    private static final float INNER = WIDTH - 2 * MARGIN;
    private static final float BODY_TOP = 208;
    private static final float BODY_BOTTOM = 578;
    private static final float QR_TOP = 664;
    private static final float QR_SIZE = 92;
    private static final float SHRINK = 0.94f;
    private static final int TRIES_MAX = 40;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private final Ink ink;
    private final Messages messages;
    private final Sheet sheet;

    Layout(Ink ink, Messages messages, Sheet sheet) {
        this.ink = ink;
        this.messages = messages;
        this.sheet = sheet;
    }

    /// A paragraph in the middle of the sheet.
    private record Block(String text, Look look, float before) {}

    private String zh(String key, Object... arguments) {
        return messages.text(Language.ZH, "sheet." + key, arguments);
    }

    private String en(String key, Object... arguments) {
        return messages.text(Language.EN, "sheet." + key, arguments);
    }

    private static String either(Two text) {
        return text.en().isEmpty() ? text.zh() : text.en();
    }

    /// Draws all of it.
    void draw() throws IOException {
        ink.frame(34, 34, WIDTH - 34, HEIGHT - 34, 1.6f, BLUE);
        ink.frame(39.5f, 39.5f, WIDTH - 39.5f, HEIGHT - 39.5f, 0.5f, BLUE);
        head();
        body();
        disclaimer();
        check();
    }

    private void centred(String text, float base, Look look) throws IOException {
        float width = ink.width(text, look) - look.apart();
        ink.line(text, (WIDTH - width) / 2, base, look);
    }

    private void head() throws IOException {
        centred(zh("title"), 118, new Look(36, BLUE, true, 3));
        centred(en("title"), 142, new Look(13, BLUE, false, 1.2f));
        ink.rule(WIDTH / 2 - 40, 157, WIDTH / 2 + 40, 157, 0.8f, GOLD);
        centred(
                zh("number") + " " + en("number") + "  " + sheet.number(),
                179,
                new Look(11, DARK, false, 0.4f));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Look plain = new Look(12, DARK);
        Look small = new Look(9.5f, GREY);
        blocks.add(new Block(zh("says", sheet.organiser().zh(), sheet.year()), plain, 0));
        blocks.add(new Block(en("says", either(sheet.organiser()), sheet.year()), small, 2));
        blocks.add(new Block(sheet.name().zh(), new Look(25, BLUE), 22));
        if (!sheet.name().en().isEmpty()) {
            blocks.add(new Block(sheet.name().en(), new Look(13, BLUE), 2));
        }
        blocks.add(
                new Block(
                        zh("creditCode") + " " + en("creditCode") + "  " + sheet.creditCode(),
                        new Look(10.5f, DARK),
                        6));
        blocks.add(new Block(zh("theme", sheet.theme().zh()), new Look(14, DARK), 24));
        if (!sheet.theme().en().isEmpty()) {
            blocks.add(new Block(en("theme", sheet.theme().en()), new Look(10, GREY), 2));
        }
        blocks.add(dates("issuedAt", sheet.issuedAt(), 24));
        blocks.add(dates("validUntil", sheet.validUntil(), 2));
        return blocks;
    }

    private Block dates(String key, Instant at, float before) {
        String text = zh(key) + " " + en(key) + "  " + TIME.format(at) + " (UTC+8)";
        return new Block(text, new Look(10.5f, DARK), before);
    }

    private void body() throws IOException {
        float by = 1;
        for (int i = 0; i < TRIES_MAX; i++) {
            float room = BODY_BOTTOM - BODY_TOP - set(by, 0, false);
            if (room >= 0) {
                set(by, BODY_TOP + room / 2, true);
                return;
            }
            by *= SHRINK;
        }
        throw new IllegalStateException("a sheet that cannot be laid out: " + sheet.number());
    }

    /// Sets the paragraphs one below the other.
    ///
    /// @param by how much larger than drafted
    /// @return how high they are together
    private float set(float by, float top, boolean draw) throws IOException {
        float at = top;
        for (Block block : blocks()) {
            Look look = block.look().smaller(by);
            at += block.before() * by;
            for (String line : lines(block, look, draw)) {
                at += look.line();
                if (draw) {
                    centred(line, at - look.size() * 0.35f, look);
                }
            }
        }
        return at - top;
    }

    private List<String> lines(Block block, Look look, boolean draw) throws IOException {
        return draw
                ? ink.balanced(block.text(), INNER, look)
                : ink.wrapped(block.text(), INNER, look);
    }

    private void disclaimer() throws IOException {
        ink.rule(MARGIN, 594, WIDTH - MARGIN, 594, 0.6f, GOLD);
        centred(zh("disclaimer"), 616, new Look(12, DARK));
        centred(en("disclaimer"), 632, new Look(9.5f, DARK));
        ink.rule(MARGIN, 645, WIDTH - MARGIN, 645, 0.6f, GOLD);
    }

    private void check() throws IOException {
        qr();
        Look plain = new Look(9.5f, DARK);
        Look small = new Look(8, GREY);
        float left = MARGIN + QR_SIZE + 18;
        float width = WIDTH - MARGIN - left;
        float at = QR_TOP - 3;
        at = paragraph(zh("check"), left, at, width, plain);
        at = paragraph(en("check"), left, at, width, small);
        at = paragraph(sheet.address(), left, at + 2, width, new Look(8.5f, BLUE));
        at = paragraph(zh("credential") + " " + en("credential"), left, at + 4, width, small);
        String hash = sheet.credentialSha256();
        Look digits = new Look(8, DARK, false, 0.35f);
        at = paragraph(hash.substring(0, 32), left, at, width, digits);
        paragraph(hash.substring(32), left, at, width, digits);
        centred(zh("asOf") + " " + en("asOf"), HEIGHT - 50, new Look(7, GREY));
    }

    private float paragraph(String text, float left, float top, float width, Look look)
            throws IOException {
        float at = top;
        for (String line : ink.wrapped(text, width, look)) {
            at += look.line();
            ink.line(line, left, at - look.size() * 0.35f, look);
        }
        return at;
    }

    private void qr() throws IOException {
        QrCode code = QrCode.of(sheet.address(), QrLevel.M);
        float unit = QR_SIZE / code.size();
        List<float[]> dark = new ArrayList<>();
        code.runs(
                (x, y, length) -> {
                    float left = MARGIN + x * unit;
                    dark.add(new float[] {left, QR_TOP + y * unit, length * unit, unit});
                });
        ink.fill(dark, Color.BLACK);
    }

    /// Every text of a sheet that others give us.
    static List<String> given(Sheet sheet) {
        return List.of(
                sheet.number(),
                sheet.creditCode(),
                sheet.name().zh(),
                sheet.name().en(),
                sheet.theme().zh(),
                sheet.theme().en(),
                sheet.organiser().zh(),
                sheet.organiser().en(),
                sheet.address());
    }
}
