// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Sha256;
import java.time.InstantSource;
import java.util.Random;

/// Keys of an association, the same in every run.
public final class IssuerFixtures {
    private IssuerFixtures() {}

    public static IssuerKeys keys(Database db, String publicUrl, InstantSource clock) {
        Random random = new Random(7);
        PublicLog publicLog = new PublicLog(new Ids(clock, random), random);
        return IssuerKeys.open(db, publicLog, Sha256::of, publicUrl, clock);
    }
}
