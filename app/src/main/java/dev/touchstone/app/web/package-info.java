// SPDX-License-Identifier: Apache-2.0
/// HTTP: the server, routes and their access rules, requests and responses, problems (RFC 9457),
/// the page shell, messages in Chinese and English, static files. It also owns the words every use
/// case shares with its callers: [Caller], [Role], [Refused] and its [Code].
///
/// Invariants: a request reaches a handler only through a listed [Route], after the route's
/// [Access] was granted and, for a POST, its token was checked. Only this package turns a
/// [Refused] into something a person or program reads.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.web;

import org.jspecify.annotations.NullMarked;
