// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.product.Products;
import dev.touchstone.app.scan.Devices;
import dev.touchstone.app.web.Route;
import dev.touchstone.app.web.Routes;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The addresses of verification, which share their limits. Thread-safe.
public final class Verification {
    private final VerifyPages pages;
    private final VerifyApi api;

    /// Verification.
    ///
    /// @param secret at least 32 secret bytes, the same on every node
    /// @param secure whether people reach us by https
    /// @param first makes the handler that answers an address, from the one that shows its page
    public Verification(
            Verdicts verdicts,
            Products products,
            Devices devices,
            Receipts receipts,
            CheckSettings settings,
            byte[] secret,
            boolean secure,
            InstantSource clock,
            RandomGenerator random,
            UnaryOperator<Route.Handler> first) {
        ProofOfWork proofs = new ProofOfWork(secret, clock, random);
        CheckLimits limits =
                new CheckLimits(
                        settings.perPrefix(), settings.perCode(), settings.perKey(), proofs);
        this.pages =
                new VerifyPages(
                        verdicts, products, devices, limits, proofs, receipts, settings, secure,
                        first);
        this.api = new VerifyApi(verdicts, devices, limits);
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        pages.addTo(routes);
        api.addTo(routes);
    }
}
