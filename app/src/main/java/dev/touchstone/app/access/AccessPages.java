// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.app.web.Shell;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pages of sign-in, set-up, invitations, accounts and keys. Thread-safe.
public final class AccessPages {
    private static final String[] KEY_FIELDS =
            Stream.concat(
                            Stream.of("name"),
                            Arrays.stream(Scope.values()).map(scope -> "scope_" + scope))
                    .toArray(String[]::new);

    private final Accounts accounts;
    private final Shell shell;
    private final RateLimit signInsByAddress;
    private final RateLimit signInsByLogin;

    /// Pages over the accounts.
    ///
    /// @param signInsByAddress how often one network may try to sign in
    /// @param signInsByLogin how often one name may be tried
    public AccessPages(
            Accounts accounts, Shell shell, RateLimit signInsByAddress, RateLimit signInsByLogin) {
        this.accounts = accounts;
        this.shell = shell;
        this.signInsByAddress = signInsByAddress;
        this.signInsByLogin = signInsByLogin;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access inviters = Access.of(Role.OPERATOR, Role.OWNER);
        routes.get("/setup/{token}", Access.OPEN, this::setUpForm)
                .post("/setup/{token}", Access.OPEN, this::setUp)
                .get("/invitation/{token}", Access.OPEN, this::invitationForm)
                .post("/invitation/{token}", Access.OPEN, this::accept)
                .get("/sign-in", Access.OPEN, this::signInForm)
                .post("/sign-in", Access.OPEN, this::signIn)
                .post("/sign-out", Access.SIGNED_IN, this::signOut)
                .get("/desk", Access.SIGNED_IN, request -> request.page("access/desk", Map.of()))
                .get("/desk/accounts", inviters, this::list)
                .post("/desk/accounts", inviters, this::invite)
                .post("/desk/accounts/{id}/disable", inviters, this::disable)
                .get("/desk/keys", Access.SIGNED_IN, request -> keys(request, ""))
                .post("/desk/keys", Access.SIGNED_IN, this::newKey)
                .post("/desk/keys/{id}/revoke", Access.SIGNED_IN, this::revoke);
    }

    private Response setUpForm(Request request) {
        requireLink(request, true);
        return request.page("access/setup", Map.of());
    }

    private Response setUp(Request request) {
        Input input = request.input("login", "password");
        String login = input.parse("login", 60, AccessPages::login);
        accounts.setUp(request.part("token"), login, input.secret("password", 200));
        return Response.seeOther("/sign-in");
    }

    private Response invitationForm(Request request) {
        requireLink(request, false);
        return request.page("access/invitation", Map.of());
    }

    private Response accept(Request request) {
        accounts.accept(request.part("token"), request.input("password").secret("password", 200));
        return Response.seeOther("/sign-in");
    }

    private void requireLink(Request request, boolean setUp) {
        if (!accounts.linkWorks(request.part("token"), setUp)) {
            throw new Refused(Code.LINK_SPENT);
        }
    }

    private Response signInForm(Request request) {
        return request.page("access/sign-in", Map.of("next", next(request.query("next"))));
    }

    private Response signIn(Request request) {
        signInsByAddress.spend(RateLimit.prefix(request.peerAddress()));
        Input input = request.input("login", "password", "next");
        String login = input.text("login", 60).toLowerCase(Locale.ROOT);
        signInsByLogin.spend(login);
        String session = accounts.signIn(login, input.secret("password", 200));
        request.cookie(Shell.SESSION_COOKIE).ifPresent(accounts::signOut);
        return Response.seeOther(next(input.optionalText("next", 300)))
                .header("Set-Cookie", cookie(session, Accounts.SESSION_LASTS.toSeconds()));
    }

    /// Only a path of ours: never another site, however it is written.
    private static String next(Optional<String> asked) {
        return asked.filter(path -> path.matches("/[A-Za-z0-9][A-Za-z0-9/._?=&-]*"))
                .orElse("/desk");
    }

    private Response signOut(Request request) {
        request.cookie(Shell.SESSION_COOKIE).ifPresent(accounts::signOut);
        return Response.seeOther("/").header("Set-Cookie", cookie("", 0));
    }

    private String cookie(String value, long seconds) {
        return Shell.SESSION_COOKIE
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                + seconds
                + (shell.publicUrl().startsWith("https:") ? "; Secure" : "");
    }

    private Response list(Request request) {
        return accountsPage(request, "");
    }

    private Response accountsPage(Request request, String link) {
        Caller caller = request.signedIn();
        List<Account> found = accounts.list(caller, request.query("after").orElse(""));
        List<Role> roles =
                Arrays.stream(Role.values())
                        .filter(role -> caller.is(Role.OPERATOR) || role.ofEnterprise())
                        .toList();
        return request.page(
                "access/accounts",
                Map.of(
                        "accounts", found,
                        "roles", roles,
                        "link", link,
                        "full", found.size() == Accounts.LIST_MAX));
    }

    private Response invite(Request request) {
        Caller caller = request.signedIn();
        Input input = request.input("login", "role", "enterprise");
        Role role = input.choice("role", Role.class);
        Optional<UUID> enterprise =
                caller.enterprise().or(() -> input.optional("enterprise", 36, UUID::fromString));
        Accounts.Invited invited =
                accounts.invite(
                        caller,
                        input.parse("login", 60, AccessPages::login),
                        Set.of(role),
                        role.ofEnterprise() ? enterprise : Optional.empty());
        return accountsPage(request, shell.publicUrl() + "/invitation/" + invited.token());
    }

    static String login(String text) {
        String login = text.toLowerCase(Locale.ROOT);
        if (!login.matches("[a-z0-9][a-z0-9._@+-]{2,59}")) {
            throw new IllegalArgumentException("3-60: a-z 0-9 . _ @ + -");
        }
        return login;
    }

    private Response disable(Request request) {
        accounts.disable(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/accounts");
    }

    private Response keys(Request request, String secret) {
        return request.page(
                "access/keys",
                Map.of(
                        "keys", accounts.keys(request.signedIn()),
                        "scopes", List.of(Scope.values()),
                        "secret", secret));
    }

    private Response newKey(Request request) {
        Input input = request.input(KEY_FIELDS);
        Set<Scope> scopes =
                Arrays.stream(Scope.values())
                        .filter(scope -> input.flag("scope_" + scope))
                        .collect(Collectors.toSet());
        if (scopes.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at("scopes");
        }
        Accounts.NewKey made = accounts.newKey(request.signedIn(), input.text("name", 60), scopes);
        return keys(request, made.secret());
    }

    private Response revoke(Request request) {
        accounts.revoke(request.signedIn(), request.id("id"));
        return Response.seeOther("/desk/keys");
    }
}
