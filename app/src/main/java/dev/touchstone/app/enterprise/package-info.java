// SPDX-License-Identifier: Apache-2.0
/// The registry of enterprises and their sites.
///
/// Invariants: one entry for a unified social credit code; an entry is verified by another person
/// than the one who registered it; an entry with a failing check digit exists only with a reason,
/// and is verified only with a reviewer's reason; nothing is deleted; the legal representative is
/// never public; an import stores every line of a file or none.
///
/// Tables owned: `enterprise`, `enterprise_site`, `enterprise_history`. View published:
/// `facts_enterprise`.
@NullMarked
package dev.touchstone.app.enterprise;

import org.jspecify.annotations.NullMarked;
