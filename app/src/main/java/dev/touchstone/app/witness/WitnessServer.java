// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.app.web.Assets;
import dev.touchstone.app.web.HttpServer;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.Routes;
import dev.touchstone.app.web.Shell;
import dev.touchstone.app.web.Tokens;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessFolder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A witness that stands alone: the HTTP server over a folder, without a database. Its submission
/// and monitoring prefix is the root. Thread-safe.
public final class WitnessServer implements AutoCloseable {
    private static final int TOKEN_KEY_BYTES = 32;

    private final HttpServer server;

    /// A server that is not yet listening.
    ///
    /// @param folder what is answered from; the caller closes it after the server
    /// @param port the port, or 0 for a free one
    /// @param publicUrl the prefix as logs are told it, without a slash at the end
    public WitnessServer(
            WitnessFolder folder,
            Witness witness,
            String host,
            int port,
            String publicUrl,
            InstantSource clock,
            RandomGenerator random) {
        byte[] tokenKey = new byte[TOKEN_KEY_BYTES];
        random.nextBytes(tokenKey);
        Assets assets = new Assets();
        Shell shell =
                new Shell(
                        Messages.load(List.of("web", "witness")),
                        new Tokens(tokenKey, clock),
                        assets,
                        publicUrl,
                        clock);
        Routes routes = new Routes();
        assets.addTo(routes);
        new WitnessApi(folder::answer, folder::kept, witness.keys()).addTo(routes, "");
        new WitnessPages(witness, folder::kept, publicUrl).addAloneTo(routes);
        this.server =
                new HttpServer(
                        host,
                        port,
                        false,
                        routes,
                        shell,
                        request -> Optional.empty(),
                        new SimpleMeterRegistry());
    }

    /// Starts to listen.
    ///
    /// @return the port
    public int start() {
        return server.start();
    }

    /// Stops taking requests and waits for the running ones.
    @Override
    public void close() {
        server.close();
    }
}
