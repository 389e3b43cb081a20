// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

/// What an account may do. A consumer needs no account, so there is no role for one.
public enum Role {
    /// Association: runs campaigns, registers enterprises, invites accounts.
    OPERATOR(false),
    /// Association: first look at an application or a signature.
    REVIEWER(false),
    /// Association: second look, by another person, that makes a signature public.
    PUBLISHER(false),
    /// Enterprise: speaks for it: signs, orders codes, invites colleagues.
    OWNER(true),
    /// Enterprise: lots, events, holds.
    QUALITY(true),
    /// Enterprise: a production line: verifies, activates and spoils codes.
    LINE(true),
    /// Enterprise: answers consumers.
    SERVICE(true),
    /// Inspection body: attaches reports.
    INSPECTION(false),
    /// Public authority: reads what concerns supervision.
    REGULATOR(false),
    /// Reads everything that is not personal, changes nothing.
    AUDITOR(false);

    private final boolean enterprise;

    Role(boolean enterprise) {
        this.enterprise = enterprise;
    }

    /// Says whether an account with this role belongs to one enterprise.
    public boolean ofEnterprise() {
        return enterprise;
    }
}
