// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A person to turn to at an enterprise. Personal data: stored sealed, never public, never in a
/// statement or a log line. Immutable.
///
/// @param name who
/// @param role what the person does there
/// @param phone empty when unknown; one of phone and e-mail is there
/// @param email empty when unknown
/// @param language the language to write in
public record Contact(String name, String role, String phone, String email, Language language) {
    /// The most contacts of an enterprise.
    public static final int COUNT_MAX = 10;

    /// The fields of a contact, as forms and JSON name them.
    public static final List<String> FIELDS = List.of("name", "role", "phone", "email", "language");

    private static final int NAME_LENGTH_MAX = 60;
    private static final int EMAIL_LENGTH_MAX = 254;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{4,24}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\",;]{1,64}@[^\\s@<>\",;]+\\.[^\\s@<>\",;.]{2,}");

    /// Reads a contact from a JSON object or a form.
    ///
    /// @throws Refused naming the field
    public static Contact of(Input input) {
        return of(input, field -> field);
    }

    /// Reads a contact whose fields stand among others, as `contactName` and so on.
    ///
    /// @throws Refused naming the field
    static Contact ofPrefixed(Input input, String prefix) {
        return of(
                input,
                field ->
                        prefix
                                + field.substring(0, 1).toUpperCase(Locale.ROOT)
                                + field.substring(1));
    }

    private static Contact of(Input input, UnaryOperator<String> called) {
        String emailField = called.apply("email");
        Optional<String> phone = input.optional(called.apply("phone"), 26, Contact::phone);
        Optional<String> email = input.optional(emailField, EMAIL_LENGTH_MAX, Contact::email);
        if (phone.isEmpty() && email.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at(emailField);
        }
        String language = called.apply("language");
        return new Contact(
                input.text(called.apply("name"), NAME_LENGTH_MAX),
                input.optional(called.apply("role"), NAME_LENGTH_MAX, text -> text).orElse(""),
                phone.orElse(""),
                email.orElse(""),
                input.has(language) ? input.choice(language, Language.class) : Language.ZH);
    }

    private static String phone(String text) {
        if (!PHONE.matcher(text).matches()) {
            throw new IllegalArgumentException("5 to 25 digits, with + ( ) - and blanks");
        }
        return text;
    }

    private static String email(String text) {
        if (!EMAIL.matcher(text).matches()) {
            throw new IllegalArgumentException("an address as name@example.org");
        }
        return text;
    }

    /// Nothing of the person, so that no log line ever holds it.
    @Override
    public String toString() {
        return "Contact[sealed]";
    }
}
