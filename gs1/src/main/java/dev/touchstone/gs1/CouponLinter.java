// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import org.jspecify.annotations.Nullable;

/// Reads the two kinds of North American coupon numbers (AI 8110 and 8112), field by field.
///
/// Confined to one thread; used once. Each field says its length in a digit before it.
final class CouponLinter {
    private static final int PREFIX_EXTRA = 6;

    private final String text;
    private final int from;
    private final int to;
    private final PrefixSource prefixes;
    private int at;
    private @Nullable LintFinding finding;

    private CouponLinter(String text, int from, int to, PrefixSource prefixes) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.prefixes = prefixes;
        this.at = from;
    }

    static @Nullable LintFinding code(String text, int from, int to, PrefixSource prefixes) {
        LintFinding bad = CharacterLinters.numeric(text, from, to, prefixes);
        if (bad != null) {
            return bad;
        }
        CouponLinter coupon = new CouponLinter(text, from, to, prefixes);
        coupon.readCode();
        return coupon.finding;
    }

    static @Nullable LintFinding positiveOffer(
            String text, int from, int to, PrefixSource prefixes) {
        LintFinding bad = CharacterLinters.numeric(text, from, to, prefixes);
        if (bad != null) {
            return bad;
        }
        CouponLinter coupon = new CouponLinter(text, from, to, prefixes);
        coupon.readPositiveOffer();
        return coupon.finding;
    }

    private boolean readPositiveOffer() {
        return digit(
                        "01",
                        LintError.COUPON_MISSING_FORMAT_CODE,
                        LintError.COUPON_INVALID_FORMAT_CODE)
                && sized(
                        "0123456",
                        PREFIX_EXTRA,
                        true,
                        LintError.COUPON_MISSING_FUNDER_VLI,
                        LintError.COUPON_INVALID_FUNDER_LENGTH,
                        LintError.COUPON_TRUNCATED_FUNDER)
                && fixed(6, LintError.COUPON_TRUNCATED_OFFER_CODE)
                && serial()
                && end();
    }

    private boolean readCode() {
        return sized(
                        "0123456",
                        PREFIX_EXTRA,
                        true,
                        LintError.COUPON_MISSING_GCP_VLI,
                        LintError.COUPON_INVALID_GCP_LENGTH,
                        LintError.COUPON_TRUNCATED_GCP)
                && fixed(6, LintError.COUPON_TRUNCATED_OFFER_CODE)
                && sized(
                        "12345",
                        0,
                        false,
                        LintError.COUPON_MISSING_SAVE_VALUE_VLI,
                        LintError.COUPON_INVALID_SAVE_VALUE_LENGTH,
                        LintError.COUPON_TRUNCATED_SAVE_VALUE)
                && requirement(
                        LintError.COUPON_MISSING_1ST_PURCHASE_REQUIREMENT_VLI,
                        LintError.COUPON_INVALID_1ST_PURCHASE_REQUIREMENT_LENGTH,
                        LintError.COUPON_TRUNCATED_1ST_PURCHASE_REQUIREMENT,
                        LintError.COUPON_MISSING_1ST_PURCHASE_REQUIREMENT_CODE,
                        LintError.COUPON_INVALID_1ST_PURCHASE_REQUIREMENT_CODE,
                        LintError.COUPON_TRUNCATED_1ST_PURCHASE_FAMILY_CODE)
                && (!next('1') || secondPurchase())
                && (!next('2') || thirdPurchase())
                && dates()
                && (!next('5') || serial())
                && (!next('6') || retailer())
                && (!next('9') || miscellaneous())
                && end();
    }

    private boolean secondPurchase() {
        return digit(
                        "0123",
                        LintError.COUPON_MISSING_ADDITIONAL_PURCHASE_RULES_CODE,
                        LintError.COUPON_INVALID_ADDITIONAL_PURCHASE_RULES_CODE)
                && requirement(
                        LintError.COUPON_MISSING_2ND_PURCHASE_REQUIREMENT_VLI,
                        LintError.COUPON_INVALID_2ND_PURCHASE_REQUIREMENT_LENGTH,
                        LintError.COUPON_TRUNCATED_2ND_PURCHASE_REQUIREMENT,
                        LintError.COUPON_MISSING_2ND_PURCHASE_REQUIREMENT_CODE,
                        LintError.COUPON_INVALID_2ND_PURCHASE_REQUIREMENT_CODE,
                        LintError.COUPON_TRUNCATED_2ND_PURCHASE_FAMILY_CODE)
                && sized(
                        "01234569",
                        PREFIX_EXTRA,
                        true,
                        LintError.COUPON_MISSING_2ND_PURCHASE_GCP_VLI,
                        LintError.COUPON_INVALID_2ND_PURCHASE_GCP_LENGTH,
                        LintError.COUPON_TRUNCATED_2ND_PURCHASE_GCP);
    }

    private boolean thirdPurchase() {
        return requirement(
                        LintError.COUPON_MISSING_3RD_PURCHASE_REQUIREMENT_VLI,
                        LintError.COUPON_INVALID_3RD_PURCHASE_REQUIREMENT_LENGTH,
                        LintError.COUPON_TRUNCATED_3RD_PURCHASE_REQUIREMENT,
                        LintError.COUPON_MISSING_3RD_PURCHASE_REQUIREMENT_CODE,
                        LintError.COUPON_INVALID_3RD_PURCHASE_REQUIREMENT_CODE,
                        LintError.COUPON_TRUNCATED_3RD_PURCHASE_FAMILY_CODE)
                && sized(
                        "01234569",
                        PREFIX_EXTRA,
                        true,
                        LintError.COUPON_MISSING_3RD_PURCHASE_GCP_VLI,
                        LintError.COUPON_INVALID_3RD_PURCHASE_GCP_LENGTH,
                        LintError.COUPON_TRUNCATED_3RD_PURCHASE_GCP);
    }

    private boolean requirement(
            LintError missing,
            LintError length,
            LintError truncated,
            LintError noCode,
            LintError badCode,
            LintError noFamily) {
        return sized("12345", 0, false, missing, length, truncated)
                && digit("012349", noCode, badCode)
                && fixed(3, noFamily);
    }

    private boolean dates() {
        String expiry = "";
        if (next('3')) {
            if (!date(
                    LintError.COUPON_TOO_SHORT_FOR_EXPIRATION_DATE,
                    LintError.COUPON_INVALID_EXIPIRATION_DATE)) {
                return false;
            }
            expiry = text.substring(at - 6, at);
        }
        if (!next('4')) {
            return true;
        }
        if (!date(LintError.COUPON_TOO_SHORT_FOR_START_DATE, LintError.COUPON_INVALID_START_DATE)) {
            return false;
        }
        return expiry.isEmpty()
                || text.substring(at - 6, at).compareTo(expiry) <= 0
                || refuse(LintError.COUPON_EXPIRATION_BEFORE_START, at - 14, 14);
    }

    private boolean date(LintError tooShort, LintError illegal) {
        int start = at;
        return fixed(6, tooShort)
                && (DateLinters.yymmdd(text, start, at, prefixes) == null
                        || refuse(illegal, start, 6));
    }

    private boolean serial() {
        return sized(
                "0123456789",
                PREFIX_EXTRA,
                false,
                LintError.COUPON_MISSING_SERIAL_NUMBER_VLI,
                LintError.COUPON_TRUNCATED_SERIAL_NUMBER,
                LintError.COUPON_TRUNCATED_SERIAL_NUMBER);
    }

    private boolean retailer() {
        return sized(
                "1234567",
                PREFIX_EXTRA,
                true,
                LintError.COUPON_MISSING_RETAILER_GCP_OR_GLN_VLI,
                LintError.COUPON_INVALID_RETAILER_GCP_OR_GLN_LENGTH,
                LintError.COUPON_TRUNCATED_RETAILER_GCP_OR_GLN);
    }

    private boolean miscellaneous() {
        return digit(
                        "01256",
                        LintError.COUPON_MISSING_SAVE_VALUE_CODE,
                        LintError.COUPON_INVALID_SAVE_VALUE_CODE)
                && digit(
                        "012",
                        LintError.COUPON_MISSING_SAVE_VALUE_APPLIES_TO_ITEM,
                        LintError.COUPON_INVALID_SAVE_VALUE_APPLIES_TO_ITEM)
                && digit(
                        "0123456789",
                        LintError.COUPON_MISSING_STORE_COUPON_FLAG,
                        LintError.COUPON_MISSING_STORE_COUPON_FLAG)
                && digit(
                        "01",
                        LintError.COUPON_MISSING_DONT_MULTIPLY_FLAG,
                        LintError.COUPON_INVALID_DONT_MULTIPLY_FLAG);
    }

    /// Takes the digit that announces an optional field, when it is there.
    private boolean next(char announcement) {
        boolean there = at < to && text.charAt(at) == announcement;
        at += there ? 1 : 0;
        return there;
    }

    private boolean digit(String allowed, LintError missing, LintError illegal) {
        if (at == to) {
            return refuse(missing, from, to - from);
        }
        if (allowed.indexOf(text.charAt(at)) < 0) {
            return refuse(illegal, at, 1);
        }
        at++;
        return true;
    }

    /// A field with its length digit; 9 stands for no field where it is allowed beside 6.
    private boolean sized(
            String allowed,
            int extra,
            boolean prefix,
            LintError missing,
            LintError illegal,
            LintError truncated) {
        if (!digit(allowed, missing, illegal)) {
            return false;
        }
        char size = text.charAt(at - 1);
        if (size == '9' && prefix) {
            return true;
        }
        int start = at;
        if (!fixed(size - '0' + extra, truncated)) {
            return false;
        }
        if (!prefix) {
            return true;
        }
        LintFinding bad = CodeLinters.prefixFirst(text, start, at, prefixes);
        return bad == null || refuse(bad.error(), start, at - start);
    }

    private boolean fixed(int length, LintError truncated) {
        if (to - at < length) {
            return at == to ? refuse(truncated, from, to - from) : refuse(truncated, at, to - at);
        }
        at += length;
        return true;
    }

    private boolean end() {
        return at == to || refuse(LintError.COUPON_EXCESS_DATA, at, to - at);
    }

    private boolean refuse(LintError error, int position, int length) {
        finding = Linter.at(error, position - from, length);
        return false;
    }
}
