// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.upload.DocumentFormat;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.usecase.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;

/// The face of letters of authority: a file that shows that the signer may sign. Kept sealed in
/// the database, below no address; the keys stand elsewhere. Every reading is remembered.
/// Thread-safe.
public final class AuthorityLetters {
    /// The largest file, in bytes.
    public static final int BYTES_MAX = 20 * 1024 * 1024;

    static final int USES_SHOWN_MAX = 50;

    private final Database db;
    private final Pledges pledges;
    private final SealedText seal;
    private final InstantSource clock;
    private final EnclosureStore store = new EnclosureStore();

    /// Letters of an installation.
    public AuthorityLetters(Database db, Pledges pledges, SealedText seal, InstantSource clock) {
        this.db = db;
        this.pledges = pledges;
        this.seal = seal;
        this.clock = clock;
    }

    /// What is known of a letter without opening it.
    ///
    /// @param format `PDF`, `PNG` or `JPEG`
    /// @param bytes its size
    /// @param sha256 in lower-case hex
    public record Letter(String format, int bytes, String sha256, Instant at) {}

    /// That somebody brought in or read a letter.
    ///
    /// @param what `UPLOADED` or `READ`
    /// @param sha256 which letter it was
    public record Use(Instant at, String what, String sha256, UUID account) {}

    /// A letter opened.
    ///
    /// @param bytes not copied
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(DocumentFormat format, byte[] bytes) {}

    /// Takes a letter, in the place of the one before, as long as nobody has reviewed the
    /// signature.
    ///
    /// @param caller the enterprise's owner; for a signature on paper an operator
    /// @throws Refused NOT_FOUND for another enterprise's, WRONG_STATE once it was reviewed, or
    ///     BODY_TOO_LARGE or what [DocumentFormat#of] says, at `letter`
    public void put(Caller caller, UUID pledge, byte[] file) {
        format(file);
        db.change(tx -> put(tx, caller, pledges.lock(tx, pledge), file));
    }

    /// Says what a letter is, before anything else is done with it.
    static DocumentFormat format(byte[] file) {
        if (file.length > BYTES_MAX) {
            throw new Refused(Code.BODY_TOO_LARGE, BYTES_MAX).at("letter");
        }
        try {
            return DocumentFormat.of(file);
        } catch (Refused e) {
            throw e.at("letter");
        }
    }

    /// The same in the transaction that signs.
    void put(Tx tx, Caller caller, Pledge pledge, byte[] file) {
        Role paper = pledge.paper() ? Role.OPERATOR : Role.OWNER;
        caller.requireFor(pledge.enterprise(), Role.OWNER, paper);
        if (!(pledge.state() instanceof PledgeState.Submitted)) {
            throw new Refused(Code.WRONG_STATE, pledge.state().code());
        }
        Letter letter =
                new Letter(
                        format(file).name(),
                        file.length,
                        HexFormat.of().formatHex(Sha256.of(file)),
                        clock.instant());
        store.putLetter(
                tx, pledge.id(), letter, seal.sealBytes(pledge.id(), file), caller.account());
    }

    /// Opens a letter, and remembers who did.
    ///
    /// @param caller of the association, or the enterprise's owner
    /// @throws Refused NOT_FOUND for another enterprise's, and when there is none
    Opened open(Caller caller, UUID id) {
        return db.write(
                tx -> {
                    Pledge pledge = pledges.get(tx, id);
                    caller.requireFor(
                            pledge.enterprise(),
                            Role.OPERATOR,
                            Role.REVIEWER,
                            Role.PUBLISHER,
                            Role.OWNER);
                    Letter letter =
                            store.letter(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    byte[] sealed = store.sealedLetter(tx, id).orElseThrow();
                    store.note(tx, id, "READ", letter.sha256(), caller.account(), clock.instant());
                    return new Opened(
                            DocumentFormat.valueOf(letter.format()), seal.openBytes(id, sealed));
                });
    }
}
