// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

/// Why a request is refused: the stable, machine-readable half of every problem. The sentence for
/// people stands in the messages under `problem.NAME`, in Chinese and English, with the arguments
/// that are listed here.
public enum Code {
    // What the request looks like.
    BAD_REQUEST(400),
    /// Argument: where.
    MALFORMED_JSON(400),
    /// Argument: the key.
    DUPLICATE_KEY(400),
    BAD_UTF8(400),
    /// Argument: the deepest nesting allowed.
    TOO_DEEP(400),
    UNKNOWN_FIELD(400),
    MISSING_FIELD(400),
    /// Argument: what was expected.
    WRONG_TYPE(400),
    /// Argument: the most characters allowed.
    TOO_LONG(400),
    /// Arguments: the least and most items allowed.
    WRONG_COUNT(400),
    /// Arguments: the least and greatest value allowed.
    OUT_OF_RANGE(400),
    BAD_CHARACTER(400),
    /// Argument: what is wrong with it, in the words of the standard it breaks.
    INVALID_VALUE(400),
    /// Argument: the allowed values.
    UNKNOWN_VALUE(400),
    /// Argument: the most bytes allowed.
    BODY_TOO_LARGE(413),
    /// Argument: the accepted types.
    UNSUPPORTED_MEDIA_TYPE(415),
    // Who asks.
    SIGN_IN_REQUIRED(401),
    BAD_CREDENTIALS(401),
    FORBIDDEN(403),
    TOKEN_INVALID(403),
    CROSS_SITE(403),
    /// Argument: seconds to wait.
    TOO_MANY_REQUESTS(429),
    /// Argument: seconds after which it goes without a proof of work.
    PROOF_NEEDED(429),
    PROOF_INVALID(400),
    LINK_SPENT(410),
    WEAK_PASSWORD(400),
    LOGIN_TAKEN(409),
    // What is there.
    NOT_FOUND(404),
    /// Argument: the methods the address knows.
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    /// Argument: the state it is in.
    WRONG_STATE(409),
    SAME_PERSON(409),
    // enterprise, product
    CREDIT_CODE_INVALID(400),
    CREDIT_CODE_TAKEN(409),
    GTIN_INVALID(400),
    GTIN_TAKEN(409),
    /// GS1 keeps the number for use inside a region or a company.
    GTIN_RESTRICTED(400),
    LOT_TAKEN(409),
    CSV_INVALID(400),
    /// Argument: the encoding it seems to have.
    CSV_ENCODING(400),
    /// Argument: the columns that may be there.
    CSV_HEADER(400),
    /// Argument: the line.
    CSV_MALFORMED(400),
    /// Something else is registered under this credit code.
    CREDIT_CODE_DIFFERS(409),
    /// The line before which has the same key.
    LINE_TWICE(409),
    // pledge, certificate
    CAMPAIGN_NOT_OPEN(409),
    ALREADY_SIGNED(409),
    TEXT_FROZEN(409),
    TEXT_CHANGED(409),
    CONSENT_NEEDED(400),
    CERTIFICATE_EXISTS(409),
    NOT_ON_ROLL(409),
    NOT_ITS_SITE(409),
    REGISTRATION_OVER(409),
    WAITING_LIST_FULL(409),
    /// Argument: the characters that no font for certificates has.
    GLYPH_MISSING(409),
    ENTERPRISE_NOT_VERIFIED(409),
    /// The time to appeal is over.
    APPEAL_OVER(409),
    // upload
    FILE_EMPTY(400),
    FILE_TYPE(400),
    /// Argument: the format it begins as.
    FILE_DAMAGED(400),
    /// Arguments: width × height, and the most of either, in pixels.
    FILE_DIMENSIONS(400),
    NO_PHOTO(400),
    OWN_KEY_UNREADABLE(400),
    OWN_SIGNATURE_WRONG(400),
    // resolver
    /// Argument: identifier, position and rule.
    LINK_INVALID(400),
    // mark
    LICENCE_NEEDED(409),
    LICENCE_SUSPENDED(409),
    /// Argument: how many codes are left.
    LICENCE_USED_UP(409),
    EXTERNAL_ID_REUSED(409),
    /// All keys of the product and algorithm are revoked.
    KEYS_REVOKED(409),
    /// Arguments: the profile, and how many codes of it are left.
    PROFILE_FULL(409),
    /// Arguments: the first and the last index there are.
    RANGE_OUTSIDE_ORDER(409),
    /// Argument: the index of the first code that is not free.
    RANGE_NOT_FREE(409),
    CODES_CHOSEN_ONE_WAY(400),
    /// Argument: how many of the codes are at fault.
    CODES_REFUSED(409),
    CODE_NOT_OF_ORDER(409),
    /// Argument: by how many codes; positive when some are missing.
    CODES_DIFFER(409),
    NOT_YOURS_TO_UNDO(409),
    /// Argument: within how many minutes it was possible.
    UNDO_OVER(409),
    LOT_ON_HOLD(409),
    // packing
    /// Another enterprise packs under this SSCC.
    SSCC_TAKEN(409),
    /// Argument: the SSCC of what it is in.
    ALREADY_PACKED(409),
    /// Argument: the code's index, or the SSCC.
    NOT_PACKED_THERE(409),
    /// Argument: the index of the first code that is on no item.
    CODE_NOT_ACTIVE(409),
    /// Argument: the most things that can be in one.
    CONTAINER_FULL(409),
    /// Argument: the SSCC of what is held or withdrawn.
    CONTAINER_NOT_FREE(409),
    /// Argument: the most levels there can be.
    PACKED_TOO_DEEP(409),
    PACKING_LOOP(409),
    // trace
    EPCIS_INVALID(400),
    EPCIS_QUERY_DOCUMENT(400),
    // consumer
    ALREADY_ANSWERED(409),
    // The server's side.
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;

    Code(int status) {
        this.status = status;
    }

    /// The HTTP status that goes with it.
    public int status() {
        return status;
    }
}
