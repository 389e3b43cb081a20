// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import java.time.Instant;
import java.util.UUID;

/// A link that an enterprise keeps. Immutable.
///
/// @param changedAt when it was last set
/// @param statement the statement about its last change in the public log
public record Link(UUID id, UUID enterprise, Target target, Instant changedAt, UUID statement) {
    /// What it is about, as the path of a Digital Link.
    public String anchor() {
        return target.anchor().path();
    }

    /// Its kind, such as `gs1:pip`.
    public String kind() {
        return target.kind().toString();
    }

    /// Its kind without the prefix, such as `pip`.
    public String kindName() {
        return target.kind().name();
    }

    /// Where it leads.
    public String href() {
        return target.href();
    }

    /// What is to be found there.
    public String title() {
        return target.title();
    }

    /// The languages of what is there, parted by commas.
    public String languages() {
        return String.join(", ", target.languages());
    }

    /// Whether it is the default link of its anchor.
    public boolean isDefault() {
        return target.isDefault();
    }
}
