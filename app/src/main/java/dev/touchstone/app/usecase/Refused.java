// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The caller's fault: a request that is understood and not done, with nothing stored. Carries a
/// code, the field it is about, and the values its sentence needs; no sentence, since people read
/// theirs in Chinese or English.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final String field;
    private final transient List<Object> arguments;
    private final transient List<LineError> lines;

    /// A refusal that is about no single field.
    ///
    /// @param code why
    /// @param arguments what the code's sentence needs, see [Code]
    public Refused(Code code, Object... arguments) {
        this(code, "", Arrays.asList(arguments), List.of());
    }

    private Refused(Code code, String field, List<Object> arguments, List<LineError> lines) {
        super(code + (field.isEmpty() ? "" : " " + field) + " " + arguments, null, false, false);
        this.code = code;
        this.field = field;
        this.arguments = List.copyOf(arguments);
        this.lines = List.copyOf(lines);
    }

    /// The same refusal, about one field of the request.
    ///
    /// @param name the field's name, or a path such as `parts[0].title`
    public Refused at(String name) {
        return new Refused(code, name, arguments, lines);
    }

    /// The same refusal, with what is wrong in each line of a file.
    public Refused with(List<LineError> errors) {
        return new Refused(code, field, arguments, errors);
    }

    /// What is wrong in each line of a file; empty when the refusal is about no file.
    public List<LineError> lines() {
        return lines;
    }

    /// Why.
    public Code code() {
        return code;
    }

    /// The field at fault.
    public Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    /// What the code's sentence needs.
    public List<Object> arguments() {
        return arguments;
    }
}
