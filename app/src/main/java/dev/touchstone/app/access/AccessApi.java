// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.app.web.Shell;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Accounts and keys for programs that are signed in: `/api/accounts`, `/api/keys`, `/api/me`.
/// Thread-safe.
public final class AccessApi {
    private final Accounts accounts;
    private final Shell shell;

    /// An interface over the accounts.
    public AccessApi(Accounts accounts, Shell shell) {
        this.accounts = accounts;
        this.shell = shell;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        routes.get("/api/me", Access.SIGNED_IN, this::me)
                .post("/api/accounts", Access.of(Role.OPERATOR, Role.OWNER), this::invite)
                .post("/api/keys", Access.SIGNED_IN, this::newKey);
    }

    /// Who is signed in, and the token that a session needs for its POSTs.
    private Response me(Request request) {
        var caller = request.signedIn();
        return Response.json(
                Map.of(
                        "account", caller.account(),
                        "login", caller.login(),
                        "roles", caller.roles().stream().sorted().toList(),
                        "enterprise", caller.enterprise().map(UUID::toString).orElse(""),
                        "token", request.pageToken("")));
    }

    private Response invite(Request request) {
        Input input = request.input("login", "roles", "enterprise");
        Set<Role> roles = constants(Role.class, input.texts("roles", 1, 9, 20));
        Accounts.Invited invited =
                accounts.invite(
                        request.signedIn(),
                        input.parse("login", 60, AccessPages::login),
                        roles,
                        input.optional("enterprise", 36, UUID::fromString));
        return Response.json(
                201,
                Map.of(
                        "id", invited.account().id(),
                        "login", invited.account().login(),
                        "link", shell.publicUrl() + "/invitation/" + invited.token()));
    }

    private Response newKey(Request request) {
        Input input = request.input("name", "scopes");
        Set<Scope> scopes = constants(Scope.class, input.texts("scopes", 1, 9, 20));
        Accounts.NewKey made = accounts.newKey(request.signedIn(), input.text("name", 60), scopes);
        return Response.json(
                201,
                Map.of(
                        "id", made.key().id(),
                        "key", made.secret(),
                        "expiresAt", made.key().expiresAt().toString()));
    }

    private static <E extends Enum<E>> Set<E> constants(Class<E> type, List<String> names) {
        Set<E> constants = EnumSet.noneOf(type);
        for (String name : new HashSet<>(names)) {
            Optional<E> known =
                    EnumSet.allOf(type).stream().filter(c -> c.name().equals(name)).findFirst();
            constants.add(
                    known.orElseThrow(() -> new Refused(Code.UNKNOWN_VALUE, EnumSet.allOf(type))));
        }
        return constants;
    }
}
