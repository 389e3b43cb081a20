// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.packing.Container;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.LotState;
import dev.touchstone.app.scan.Counted;
import java.util.Optional;

/// From evidence to verdict. Pure.
///
/// Precedence, the first that holds wins: what is not ours (INVALID_TAG, NOT_ISSUED); danger
/// (RECALLED); codes that are on no item (WITHDRAWN when void, NOT_ACTIVATED); codes that prove
/// nothing any more (REVOKED_KEY); what must not be on an item (WITHDRAWN by its container,
/// WRONG_PRODUCT); what must not be sold (ON_HOLD, EXPIRED, LICENCE_SUSPENDED); what may be a copy
/// (SUSPECT_COPY, then SOLD); and only then that it is in order (OK_FIRST, OK_REPEAT).
final class VerdictRules {
    private VerdictRules() {}

    static Verdict verdict(Evidence evidence) {
        if (evidence.state().isEmpty()) {
            return new Verdict.Unknown(Reason.NOT_ISSUED);
        }
        return switch (evidence.state().get()) {
            case CodeState.NotOrdered() -> new Verdict.Unknown(Reason.NOT_ISSUED);
            case CodeState.Spoiled s -> new Verdict.Warned(Reason.WITHDRAWN);
            case CodeState.Free f -> new Verdict.Warned(Reason.NOT_ACTIVATED);
            case CodeState.Active active ->
                    against(evidence)
                            .<Verdict>map(Verdict.Warned::new)
                            .orElseGet(() -> inOrder(evidence));
        };
    }

    private static Optional<Reason> against(Evidence evidence) {
        Optional<Lot> lot = evidence.lot();
        Optional<LotState> state = lot.map(Lot::state);
        if (state.equals(Optional.of(LotState.RECALLED))) {
            return Optional.of(Reason.RECALLED);
        }
        if (evidence.revoked()) {
            return Optional.of(Reason.REVOKED_KEY);
        }
        if (evidence.packed() == Container.State.WITHDRAWN) {
            return Optional.of(Reason.WITHDRAWN);
        }
        if (evidence.linkLot().isPresent() && !evidence.linkLot().equals(lot.map(Lot::number))) {
            return Optional.of(Reason.WRONG_PRODUCT);
        }
        if (state.equals(Optional.of(LotState.ON_HOLD))
                || evidence.packed() == Container.State.HELD) {
            return Optional.of(Reason.ON_HOLD);
        }
        if (lot.flatMap(Lot::expiresOn).filter(day -> day.isBefore(evidence.today())).isPresent()) {
            return Optional.of(Reason.EXPIRED);
        }
        if (evidence.licenceSuspended()) {
            return Optional.of(Reason.LICENCE_SUSPENDED);
        }
        if (evidence.suspected()) {
            return Optional.of(Reason.SUSPECT_COPY);
        }
        return evidence.sold() ? Optional.of(Reason.SOLD) : Optional.empty();
    }

    private static Verdict inOrder(Evidence evidence) {
        long count = evidence.counted().map(Counted::count).orElse(0L);
        boolean first = evidence.counts() ? count <= 1 : count == 0;
        return new Verdict.InOrder(
                first ? Reason.OK_FIRST : Reason.OK_REPEAT,
                count,
                evidence.counted().map(Counted::firstAt));
    }
}
