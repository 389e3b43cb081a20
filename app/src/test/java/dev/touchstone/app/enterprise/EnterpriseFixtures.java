// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Callers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/// Enterprises that do not exist, for tests of this slice and those above it.
public final class EnterpriseFixtures {
    public static final Caller OPERATOR = Callers.with(Role.OPERATOR);
    public static final Caller REVIEWER = Callers.with(Role.REVIEWER);
    public static final Caller PUBLISHER = Callers.with(Role.PUBLISHER);

    private EnterpriseFixtures() {}

    /// A registry over a database, with a log.
    public static Enterprises enterprises(Database db, InstantSource clock) {
        Random random = new Random(1);
        Ids ids = new Ids(clock, random);
        return enterprises(db, new PublicLog(ids, random), ids, clock);
    }

    /// A registry over a database and a log.
    public static Enterprises enterprises(
            Database db, PublicLog publicLog, Ids ids, InstantSource clock) {
        byte[] key = new byte[SealedText.KEY_BYTES];
        Arrays.fill(key, (byte) 7);
        return new Enterprises(db, publicLog, new SealedText(key, new Random(2)), ids, clock);
    }

    /// The n-th synthetic credit code, n from 1 to 999,999.
    public static CreditCode code(int n) {
        return CreditCode.completed("91999999MA%06d".formatted(n));
    }

    /// What is said about the n-th synthetic enterprise.
    public static Registration registration(int n) {
        return new Registration(
                code(n),
                "示例企业" + n + "号有限公司",
                "Example Works " + n + " Ltd",
                Region.all().get(n % 34),
                Industry.all().get(n % 20),
                Optional.of(SizeClass.SMALL),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Registers the n-th enterprise.
    public static Enterprise registered(Enterprises enterprises, int n) {
        return enterprises.register(OPERATOR, registration(n));
    }

    /// Registers and verifies the n-th enterprise.
    public static Enterprise verified(Enterprises enterprises, int n) {
        Enterprise one = registered(enterprises, n);
        return enterprises.verify(REVIEWER, one.id(), Optional.empty());
    }

    /// A roll with the enterprises from one number to another, both included, as a CSV file.
    public static byte[] roll(int from, int to) {
        StringBuilder csv =
                new StringBuilder("creditCode,nameZh,nameEn,province,industry,siteName\n");
        for (int n = from; n <= to; n++) {
            csv.append(code(n)).append(",示例企业").append(n).append("号有限公司,Example Works ");
            csv.append(n).append(" Ltd,").append(Region.all().get(n % 34).zh()).append(',');
            csv.append(Industry.all().get(n % 20).code()).append(",一厂\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
