// SPDX-License-Identifier: Apache-2.0
/// HTTP: the server, routes and their access rules, requests and responses, problems (RFC 9457),
/// the page shell, messages in Chinese and English, files of rows, static files. What callers and
/// use cases share stands in `usecase`.
///
/// Invariants: a request reaches a handler only through a listed [Route], after the route's
/// [Access] was granted and, for a POST, its token was checked. Only this package turns a refusal
/// into something a person or program reads.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.web;

import org.jspecify.annotations.NullMarked;
