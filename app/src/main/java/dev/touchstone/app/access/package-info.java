// SPDX-License-Identifier: Apache-2.0
/// Accounts, roles, sessions, API keys and sign-in.
///
/// Invariants: nobody has an account by default and there is no default password; the first
/// account is made through a link that is printed at the first start and works once. Passwords are
/// kept as argon2id, session tokens and API keys as SHA-256 of 256 random bits. A session's token
/// changes at sign-in. An owner invites for the own enterprise only.
///
/// Tables owned: `account`, `invitation`, `session`, `api_key`.
@NullMarked
package dev.touchstone.app.access;

import org.jspecify.annotations.NullMarked;
