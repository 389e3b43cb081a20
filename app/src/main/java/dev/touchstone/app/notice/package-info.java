// SPDX-License-Identifier: Apache-2.0
/// Letters by e-mail to people who asked for them, or who are responsible for something.
///
/// Invariants: a letter is posted in the transaction of what it tells, so neither exists without
/// the other; it is written when it is posted and kept sealed until it is sent or given up, then
/// erased; it is sent at least once, always under the same Message-ID; one address gets no more
/// than a few letters a day; without a mail server nothing is kept.
///
/// Tables owned: `notice`.
@NullMarked
package dev.touchstone.app.notice;

import org.jspecify.annotations.NullMarked;
