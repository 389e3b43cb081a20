// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Shell;
import java.util.Optional;
import java.util.function.Function;

/// Finds out who makes a request: an API key in `Authorization: Bearer` wins over the session
/// cookie. Thread-safe.
public final class Identification implements Function<Request, Optional<Caller>> {
    private static final String BEARER = "Bearer ";
    private static final int TOKEN_LENGTH_MAX = 100;

    private final Accounts accounts;

    /// Identification by the accounts.
    public Identification(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Caller> apply(Request request) {
        String authorization = request.header("authorization");
        if (!authorization.isEmpty()) {
            if (!authorization.startsWith(BEARER) || authorization.length() > TOKEN_LENGTH_MAX) {
                throw new Refused(Code.BAD_CREDENTIALS);
            }
            return Optional.of(accounts.byKey(authorization.substring(BEARER.length())));
        }
        return request.cookie(Shell.SESSION_COOKIE)
                .filter(token -> !token.isEmpty() && token.length() <= TOKEN_LENGTH_MAX)
                .flatMap(accounts::bySession);
    }
}
