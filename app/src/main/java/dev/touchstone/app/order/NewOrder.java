// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.HiddenCodes;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import java.util.Optional;
import java.util.UUID;

/// What somebody orders. Immutable.
///
/// @param count 1 to [Order#COUNT_MAX]
/// @param rollSize codes on one roll, 1 to [Order#ROLL_SIZE_MAX]
/// @param externalId the orderer's own number for it
/// @param licence the licence it goes under; the oldest that fits when none is named
/// @param profile how long the codes are
/// @param algorithm what their tags are made with
/// @param hidden how long the hidden codes under a scratch layer are, 0 for none
public record NewOrder(
        Gtin gtin,
        int count,
        int rollSize,
        String externalId,
        Optional<UUID> licence,
        MarkProfile profile,
        MarkAlgorithm algorithm,
        int hidden) {
    /// @throws Refused OUT_OF_RANGE
    public NewOrder {
        if (count < 1 || count > Order.COUNT_MAX) {
            throw new Refused(Code.OUT_OF_RANGE, 1, Order.COUNT_MAX).at("count");
        }
        if (rollSize < 1 || rollSize > Order.ROLL_SIZE_MAX) {
            throw new Refused(Code.OUT_OF_RANGE, 1, Order.ROLL_SIZE_MAX).at("rollSize");
        }
        if (!HiddenCodes.isLength(hidden)) {
            throw new Refused(Code.OUT_OF_RANGE, HiddenCodes.LENGTH_MIN, HiddenCodes.LENGTH_MAX)
                    .at("hidden");
        }
    }

    /// An order of the usual codes.
    public NewOrder(Gtin gtin, int count, int rollSize, String externalId, Optional<UUID> licence) {
        this(gtin, count, rollSize, externalId, licence, MarkProfile.C20, MarkAlgorithm.AES, 0);
    }

    /// An order on rolls of the usual size.
    public static NewOrder of(Gtin gtin, int count, String externalId) {
        return new NewOrder(gtin, count, Order.ROLL_SIZE, externalId, Optional.empty());
    }
}
