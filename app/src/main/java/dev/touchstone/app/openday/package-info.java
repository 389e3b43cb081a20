// SPDX-License-Identifier: Apache-2.0
/// Quality open days (质量开放日): enterprises on a campaign's roll open their doors, visitors
/// register without an account, come with a ticket, and say afterwards what they saw.
///
/// Invariants: places are given in the order of registration, never more than there are, whoever
/// asks at the same moment; a party comes whole or waits whole; what visitors tell of themselves
/// is sealed, seen by the enterprise they visit alone, and erased 180 days after the visit or its
/// cancellation; a comment is published with the enterprise's reply, or without one when it had
/// its time; nobody counts stars.
///
/// Tables owned: `open_day`, `open_day_registration`.
@NullMarked
package dev.touchstone.app.openday;

import org.jspecify.annotations.NullMarked;
