// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Callers for tests, each an account of its own, and what they expect.
public final class Callers {
    private Callers() {}

    /// Somebody of the association, an inspection body, a regulator or an auditor.
    public static Caller with(Role... roles) {
        UUID account = UUID.randomUUID();
        return new Caller(
                account, "u-" + account, Set.of(roles), Optional.empty(), Optional.empty());
    }

    /// Somebody of an enterprise.
    public static Caller of(UUID enterprise, Role... roles) {
        UUID account = UUID.randomUUID();
        return new Caller(
                account, "u-" + account, Set.of(roles), Optional.of(enterprise), Optional.empty());
    }

    /// The same caller, through an API key with every scope.
    public static Caller withKey(Caller caller) {
        return new Caller(
                caller.account(),
                caller.login(),
                caller.roles(),
                caller.enterprise(),
                Optional.of(Set.of(Scope.values())));
    }

    /// Expects a refusal with the code.
    public static AbstractThrowableAssert<?, ?> refuses(Code code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                org.assertj.core.api.Assertions.assertThat(refused.code())
                                        .isEqualTo(code));
    }
}
