// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the item in what a person types or pastes: the address of a QR code, element strings with
/// brackets as printed (`(01)...(21)...`), or a GTIN or platform number and a code with a space
/// between. Pure.
final class TypedCode {
    private static final Pattern BRACKETS =
            Pattern.compile(
                    "\\(01\\)([0-9]{14})(?:\\(10\\)([^()]{1,20}))?" + "(?:\\(21\\)([^()]{1,20}))?");
    private static final Pattern TWO_WORDS =
            Pattern.compile("([0-9]{8,14})(?:[\\s,;/]+(\\S{1,20}))?");

    private TypedCode() {}

    /// The path of the item's page, or of its product's when no serial number was typed; empty
    /// when nothing known was typed.
    static Optional<String> path(String typed) {
        String text = typed.strip();
        return own(text)
                .map(TypedCode::pathOf)
                .or(
                        () ->
                                DigitalLink.find(text)
                                        .or(() -> printed(text))
                                        .filter(TypedCode::isOpen)
                                        .map(TypedCode::pathOf));
    }

    /// The item that was typed; empty when nothing known was, or a product without a serial
    /// number.
    static Optional<Item> item(String typed) {
        String text = typed.strip();
        Optional<ItemAddress> own = own(text);
        if (own.isPresent()) {
            Gtin key = own.get().number().key();
            return own.get().serial().map(serial -> new Item(key, Optional.empty(), serial));
        }
        return DigitalLink.find(text)
                .or(() -> printed(text))
                .or(() -> scanned(text))
                .filter(link -> isOpen(link) && link.serial().isPresent())
                .map(
                        link ->
                                new Item(
                                        link.gtin().orElseThrow(),
                                        link.lot(),
                                        link.serial().orElseThrow()));
    }

    /// Whether it names a product by a number of open trade: a platform number is no GTIN.
    private static boolean isOpen(DigitalLink link) {
        return link.gtin().filter(gtin -> !gtin.isRestricted()).isPresent();
    }

    /// An address of the platform's own, or a platform number and a code with a space between.
    private static Optional<ItemAddress> own(String text) {
        Matcher words = TWO_WORDS.matcher(text);
        if (!words.matches()) {
            return ItemAddress.find(text);
        }
        try {
            return Optional.of(
                    new ItemAddress(
                            PlatformNumber.parse(words.group(1)),
                            Optional.ofNullable(words.group(2)).map(Serial::new)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String pathOf(ItemAddress own) {
        Gtin key = own.number().key();
        return own.serial()
                .map(serial -> ItemAddress.item(key, serial))
                .orElseGet(() -> ItemAddress.product(key));
    }

    /// What a scanner sends of a data matrix.
    private static Optional<DigitalLink> scanned(String text) {
        try {
            return Optional.of(ElementString.parse(text).link());
        } catch (Gs1Exception e) {
            return Optional.empty();
        }
    }

    private static String pathOf(DigitalLink link) {
        return link.withoutAttributes().canonical().substring(DigitalLink.CANONICAL_STEM.length());
    }

    private static Optional<DigitalLink> printed(String text) {
        Matcher brackets = BRACKETS.matcher(text.replace(" ", ""));
        Matcher words = TWO_WORDS.matcher(text);
        try {
            if (brackets.matches()) {
                return Optional.of(link(brackets.group(1), brackets.group(2), brackets.group(3)));
            }
            return words.matches()
                    ? Optional.of(link(words.group(1), null, words.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DigitalLink link(String gtin, @Nullable String lot, @Nullable String serial) {
        Gtin product = Gtin.parse(gtin);
        if (serial == null) {
            return DigitalLink.of(product);
        }
        return lot == null
                ? DigitalLink.of(product, new Serial(serial))
                : DigitalLink.of(product, new LotNumber(lot), new Serial(serial));
    }
}
