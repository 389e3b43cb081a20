// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What may happen to an entry, who sees it, and what is stated about it.
final class EnterpriseRules {
    private EnterpriseRules() {}

    /// Whether an operator may bring an entry from one state to another.
    static boolean allowed(EnterpriseState from, EnterpriseState to) {
        return switch (from) {
            case APPLIED, CLOSED -> false;
            case VERIFIED -> to == EnterpriseState.SUSPENDED || to == EnterpriseState.CLOSED;
            case SUSPENDED -> to == EnterpriseState.VERIFIED || to == EnterpriseState.CLOSED;
        };
    }

    /// What the log calls the way to a state.
    static String word(EnterpriseState to) {
        return switch (to) {
            case APPLIED -> "registered";
            case VERIFIED -> "reinstated";
            case SUSPENDED -> "suspended";
            case CLOSED -> "closed";
        };
    }

    static boolean seesWaiting(Optional<Caller> caller) {
        return caller.map(
                        who ->
                                who.isAny(
                                        Role.OPERATOR,
                                        Role.REVIEWER,
                                        Role.PUBLISHER,
                                        Role.REGULATOR,
                                        Role.AUDITOR))
                .orElse(false);
    }

    static boolean visible(Enterprise one, Optional<Caller> caller) {
        return one.state().isPublic()
                || seesWaiting(caller)
                || caller.map(who -> who.belongsTo(one.id())).orElse(false);
    }

    /// The facts of an entry that is public from now on, or was before.
    static Statement stated(String what, Enterprise one, String reason, Instant at) {
        return stated(what, one, reason, at, Map.of());
    }

    /// That it has another name, beside the one it had.
    static Statement renamed(
            Enterprise before, String nameZh, String nameEn, String reason, Instant at) {
        return stated(
                "renamed",
                before,
                reason,
                at,
                Map.of(
                        "nameZh",
                        nameZh,
                        "nameEn",
                        nameEn,
                        "formerNameZh",
                        before.nameZh(),
                        "formerNameEn",
                        before.nameEn()));
    }

    /// That it became part of another one.
    static Statement merged(Enterprise one, Enterprise into, String reason, Instant at) {
        return stated(
                "merged",
                one,
                reason,
                at,
                Map.of(
                        "mergedInto", into.id().toString(),
                        "mergedIntoCreditCode", into.creditCode().text()));
    }

    /// The day of a moment where enterprises are.
    static LocalDate day(Instant at) {
        return at.atZone(Page.ZONE).toLocalDate();
    }

    private static Statement stated(
            String what, Enterprise one, String reason, Instant at, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>();
        body.put("creditCode", one.creditCode().text());
        body.put("nameZh", one.nameZh());
        body.put("nameEn", one.nameEn());
        body.put("province", one.province().code());
        body.put("region", one.seat().code());
        body.put("industry", one.industry().code());
        one.division().ifPresent(division -> body.put("division", division.code()));
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        body.putAll(more);
        String subject = Enterprise.subject(one.id());
        return Statement.open("enterprise." + what, "association", subject, at, body);
    }
}
