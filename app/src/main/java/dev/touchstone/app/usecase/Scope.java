// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

/// What an API key was made for. A key reaches only routes that name one of its scopes, and there
/// it still has no more than the roles of the account that made it.
public enum Scope {
    /// Enterprises, products, lots.
    REGISTRY,
    /// Campaigns, signatures, certificates.
    PLEDGE,
    /// Code orders, downloads, activation.
    MARK,
    /// EPCIS capture and query.
    TRACE,
    /// Consumer reports and answers.
    CONSUMER,
    /// Checks of codes by shops and inspectors.
    VERIFY
}
