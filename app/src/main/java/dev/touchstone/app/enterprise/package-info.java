// SPDX-License-Identifier: Apache-2.0
/// The registry of enterprises: their sites, names, contacts and history, and the search.
///
/// Invariants: one entry for a unified social credit code; an entry is verified by another person
/// than the one who registered it; an entry with a failing check digit exists only with a reason,
/// and is verified only with a reviewer's reason; nothing is deleted, former names and closed
/// sites included; what is known of persons is sealed, never public, and that it was read is
/// noted; an enterprise becomes part of another only by two persons, and not back; an import
/// stores every line of a file or none, or, when asked to, every line that is right.
///
/// Tables owned: `enterprise`, `enterprise_site`, `enterprise_history`, `enterprise_name`,
/// `enterprise_merger`. View published: `facts_enterprise`.
@NullMarked
package dev.touchstone.app.enterprise;

import org.jspecify.annotations.NullMarked;
