// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

/// One address of the server: method, path template, who may use it, how much it takes, what it
/// does. Immutable.
///
/// @param method GET or POST, or OPTIONS of an address that other sites' pages may read; HEAD is
///     answered by every GET
/// @param template segments that are literal, `{name}` for one segment, or `{name*}` for the rest
/// @param access who may use it
/// @param bodyBytesMax the largest body
/// @param forNobody whether it acts on nobody's behalf: who is signed in is not looked at, so
///     there is nothing a foreign page could borrow, and a POST needs no page token
/// @param bound whether a POST takes only the token of its own address, and not, from somebody who
///     is signed in, that of any page of the session
/// @param handler what it does
public record Route(
        String method,
        String template,
        Access access,
        int bodyBytesMax,
        boolean forNobody,
        boolean bound,
        Handler handler) {
    /// The largest body of a route that says nothing else.
    public static final int BODY_BYTES_DEFAULT = 256 * 1024;

    public Route {
        if (forNobody && !access.open()) {
            throw new IllegalArgumentException("nobody may use " + template);
        }
    }

    Route(String method, String template, Access access, int bodyBytesMax, Handler handler) {
        this(method, template, access, bodyBytesMax, false, false, handler);
    }

    /// Answers a request, or throws [Refused].
    public interface Handler {
        /// Answers.
        Response handle(Request request);
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
