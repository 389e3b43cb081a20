// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Where letters are handed in, and as whom (RFC 5321; RFC 8314 for TLS). Immutable.
///
/// A connection is encrypted from its first byte (`smtps`), or by STARTTLS before anything else is
/// said (`smtp`); only a server on this machine is spoken to in the clear.
///
/// @param encrypted `smtps`
/// @param user empty when the server asks for no name
/// @param from the sender
public record SmtpServer(
        boolean encrypted,
        String host,
        int port,
        Optional<String> user,
        String password,
        EmailAddress from) {
    private static final int SMTPS_PORT = 465;
    private static final int SUBMISSION_PORT = 587;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Reads the settings.
    ///
    /// @param address `smtps://[user@]host[:port]` or `smtp://[user@]host[:port]`
    /// @throws IllegalArgumentException saying what cannot be used
    public static SmtpServer of(String address, String password, String from) {
        URI uri = URI.create(address);
        boolean encrypted = "smtps".equals(uri.getScheme());
        if (!encrypted && !"smtp".equals(uri.getScheme())) {
            throw new IllegalArgumentException("mail.smtp begins with smtps:// or smtp://");
        }
        boolean more = uri.getRawQuery() != null || !uri.getRawPath().isEmpty();
        if (uri.getHost() == null || more) {
            throw new IllegalArgumentException("mail.smtp is smtps://[user@]host[:port]");
        }
        Optional<String> user = Optional.ofNullable(uri.getUserInfo());
        if (user.isPresent() && (password.isEmpty() || user.get().contains(":"))) {
            throw new IllegalArgumentException(
                    "mail.smtp names a user; the password stands in mail.password or in"
                            + " TOUCHSTONE_MAIL_PASSWORD, not in the address");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : encrypted ? SMTPS_PORT : SUBMISSION_PORT;
        return new SmtpServer(
                encrypted, uri.getHost(), port, user, password, new EmailAddress(from));
    }

    /// Whether it stands on this machine, so that nothing of the letters crosses a network.
    boolean isLocal() {
        return LOCAL.contains(host);
    }

    /// Its address, as it is set.
    public String address() {
        String name = user.map(text -> text + "@").orElse("");
        return (encrypted ? "smtps://" : "smtp://") + name + host + ":" + port;
    }

    /// Hides name and password.
    @Override
    public String toString() {
        return (encrypted ? "smtps://" : "smtp://") + host + ":" + port;
    }
}
