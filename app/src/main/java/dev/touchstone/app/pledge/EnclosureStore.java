// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of what comes with a signature: letters of authority, who read them, and signatures
/// of own keys.
final class EnclosureStore {
    /// Puts a letter in the place of the one before.
    ///
    /// @param sealed the file, sealed for the signature's id
    void putLetter(Tx tx, UUID pledge, AuthorityLetters.Letter letter, byte[] sealed, UUID by) {
        tx.sql()
                .createUpdate(
                        """
                        insert into pledge_letter
                          (pledge_id, format, bytes, sha256, sealed, uploaded_by, uploaded_at)
                        values (:pledge, :format, :bytes, :sha256, :sealed, :by, :at)
                        on conflict (pledge_id) do update
                        set format = excluded.format, bytes = excluded.bytes,
                            sha256 = excluded.sha256, sealed = excluded.sealed,
                            uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at
                        """)
                .bind("pledge", pledge)
                .bind("format", letter.format())
                .bind("bytes", letter.bytes())
                .bind("sha256", letter.sha256())
                .bind("sealed", sealed)
                .bind("by", by)
                .bind("at", letter.at())
                .execute();
        note(tx, pledge, "UPLOADED", letter.sha256(), by, letter.at());
    }

    Optional<AuthorityLetters.Letter> letter(Tx tx, UUID pledge) {
        return tx.sql()
                .createQuery(
                        """
                        select format, bytes, sha256, uploaded_at from pledge_letter
                        where pledge_id = :pledge
                        """)
                .bind("pledge", pledge)
                .map(
                        (row, context) ->
                                new AuthorityLetters.Letter(
                                        row.getString("format"),
                                        row.getInt("bytes"),
                                        row.getString("sha256"),
                                        Times.at(row, "uploaded_at")))
                .findOne();
    }

    Optional<byte[]> sealedLetter(Tx tx, UUID pledge) {
        return tx.sql()
                .createQuery("select sealed from pledge_letter where pledge_id = :pledge")
                .bind("pledge", pledge)
                .mapTo(byte[].class)
                .findOne();
    }

    /// Remembers that somebody brought in or read a letter.
    void note(Tx tx, UUID pledge, String what, String sha256, UUID by, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into pledge_letter_use (pledge_id, at, what, sha256, account)
                        values (:pledge, :at, :what, :sha256, :by)
                        """)
                .bind("pledge", pledge)
                .bind("at", at)
                .bind("what", what)
                .bind("sha256", sha256)
                .bind("by", by)
                .execute();
    }

    /// Who brought in and read the letters of a signature, latest first.
    List<AuthorityLetters.Use> uses(Tx tx, UUID pledge, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select at, what, sha256, account from pledge_letter_use
                        where pledge_id = :pledge order by step desc limit :max
                        """)
                .bind("pledge", pledge)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new AuthorityLetters.Use(
                                        Times.at(row, "at"),
                                        row.getString("what"),
                                        row.getString("sha256"),
                                        row.getObject("account", UUID.class)))
                .list();
    }

    void putOwn(Tx tx, UUID pledge, OwnSignature own, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into pledge_own_signature
                          (pledge_id, algorithm, public_key, signature, at)
                        values (:pledge, :algorithm, :key, :signature, :at)
                        """)
                .bind("pledge", pledge)
                .bind("algorithm", own.algorithm().name())
                .bind("key", own.publicKey())
                .bind("signature", own.signature())
                .bind("at", at)
                .execute();
    }

    Optional<OwnSignature> own(Tx tx, UUID pledge) {
        return tx.sql()
                .createQuery(
                        """
                        select algorithm, public_key, signature from pledge_own_signature
                        where pledge_id = :pledge
                        """)
                .bind("pledge", pledge)
                .map(
                        (row, context) ->
                                new OwnSignature(
                                        OwnSignature.Algorithm.valueOf(row.getString("algorithm")),
                                        row.getString("public_key"),
                                        row.getString("signature")))
                .findOne();
    }
}
