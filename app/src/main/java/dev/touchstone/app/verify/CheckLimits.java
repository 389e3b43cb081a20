// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import java.time.Duration;
import java.util.Optional;

/// Limits on looking at codes: by address prefix, by network and by code, where a miss costs ten
/// times, so that guessing ends soon and reading does not. Past half of what a prefix may spend, a
/// browser has to work for each further stretch ([ProofOfWork]). Memory is bounded by
/// [RateLimit#KEYS_MAX]; nothing is stored or logged. Thread-safe.
final class CheckLimits {
    /// The cookie with a pass.
    static final String PASS = "touchstone_pass";

    /// What a miss costs.
    static final int MISS = 10;

    private static final int NETWORK_TIMES = 20;
    private static final int CODES_OF_PASS = 120;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final RateLimit prefixes;
    private final RateLimit networks;
    private final RateLimit codes;
    private final RateLimit passed;
    private final RateLimit accounts;
    private final ProofOfWork proofs;

    /// Limits.
    ///
    /// @param perMinute what one prefix may spend in a minute
    /// @param perCode how often one code may be looked at in a minute
    /// @param perAccount what the key of a shop or inspector may spend in a minute
    CheckLimits(int perMinute, int perCode, int perAccount, ProofOfWork proofs) {
        this.perMinute = perMinute;
        this.prefixes = new RateLimit(perMinute, MINUTE);
        this.networks = new RateLimit((long) NETWORK_TIMES * perMinute, MINUTE);
        this.codes = new RateLimit(perCode, MINUTE);
        this.passed = new RateLimit(CODES_OF_PASS, ProofOfWork.PASS_FOR);
        this.accounts = new RateLimit(perAccount, MINUTE);
        this.proofs = proofs;
    }

    /// Spends what a look costs.
    ///
    /// @throws Refused TOO_MANY_REQUESTS with the seconds to wait
    /// @throws Refused PROOF_NEEDED with the seconds after which it goes without work
    void spend(Request request, Item item) {
        String prefix = RateLimit.prefix(request.peerAddress());
        Optional<String> pass = pass(request, prefix);
        long left = prefixes.left(prefix);
        if (pass.isEmpty() && left < perMinute / 2) {
            long seconds = MINUTE.toSeconds() * (perMinute / 2 - left) / perMinute + 1;
            throw new Refused(Code.PROOF_NEEDED, seconds);
        }
        networks.spend(RateLimit.network(request.peerAddress()));
        if (pass.isPresent()) {
            passed.spend(pass.get());
        } else {
            prefixes.spend(prefix);
        }
        codes.spend(item.gtin().digits() + '/' + item.serial().text());
    }

    private Optional<String> pass(Request request, String prefix) {
        return request.cookie(PASS).filter(pass -> proofs.passes(pass, prefix));
    }

    /// Charges what a miss costs more.
    void missed(Request request) {
        String prefix = RateLimit.prefix(request.peerAddress());
        pass(request, prefix)
                .ifPresentOrElse(
                        pass -> passed.charge(pass, MISS - 1),
                        () -> prefixes.charge(prefix, MISS - 1));
        networks.charge(RateLimit.network(request.peerAddress()), MISS - 1);
    }

    /// Spends what the codes of one request of an account cost.
    ///
    /// @throws Refused TOO_MANY_REQUESTS with the seconds to wait
    void spend(String account, int count) {
        accounts.spend(account, count);
    }

    /// Charges what misses of an account cost more.
    void missed(String account, long misses) {
        accounts.charge(account, misses * (MISS - 1));
    }
}
