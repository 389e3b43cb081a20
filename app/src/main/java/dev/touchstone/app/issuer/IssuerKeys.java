// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.IssuerKey;
import dev.touchstone.credential.Sm2Key;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The face of the association's keys: signs with the one in use, changes and revokes keys, and
/// publishes the DID document. Nothing is kept in memory, so every node sees a change at once.
/// Thread-safe.
public final class IssuerKeys {
    /// The most versions that are listed.
    public static final int VERSIONS_MAX = 200;

    /// A change of keys in between is seen by the next look.
    private static final int LOOKS_MAX = 5;

    private final Database db;
    private final PublicLog publicLog;
    private final Function<String, byte[]> secrets;
    private final String did;
    private final InstantSource clock;
    private final IssuerStore store = new IssuerStore();

    private IssuerKeys(
            Database db,
            PublicLog publicLog,
            Function<String, byte[]> secrets,
            String did,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.secrets = secrets;
        this.did = did;
        this.clock = clock;
    }

    /// Opens the keys: makes the first one when there is none, and publishes the document when it
    /// differs from the one published last, as after a move to another address.
    ///
    /// @param secrets gives 32 secret bytes for a purpose, the same at every start
    /// @param publicUrl the origin people know us by
    /// @throws IllegalStateException when the keys in the database come from other secrets
    public static IssuerKeys open(
            Database db,
            PublicLog publicLog,
            Function<String, byte[]> secrets,
            String publicUrl,
            InstantSource clock) {
        IssuerKeys keys = new IssuerKeys(db, publicLog, secrets, IssuerRules.did(publicUrl), clock);
        boolean ready =
                db.read(
                        tx ->
                                keys.store.inUse(tx).map(keys::isOurs).orElse(false)
                                        && keys.isPublished(tx));
        if (!ready) {
            db.write(tx -> keys.prepare(tx));
        }
        return keys;
    }

    private boolean isPublished(Tx tx) {
        return store.latest(tx).map(DocumentVersion::json).equals(Optional.of(current(tx)));
    }

    private DocumentVersion prepare(Tx tx) {
        store.lockForChange(tx);
        Instant now = now();
        if (store.inUse(tx).isEmpty()) {
            insert(tx, 1, now);
        }
        return isPublished(tx) ? store.latest(tx).orElseThrow() : publish(tx, now);
    }

    private String current(Tx tx) {
        return IssuerRules.json(IssuerRules.document(did, store.keys(tx)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private void insert(Tx tx, int number, Instant now) {
        Issuer pair = pair(number);
        store.insert(
                tx,
                number,
                pair.key().publicKey().multibase(),
                pair.sm2().orElseThrow().publicKey().multibase(),
                now);
    }

    private Issuer pair(int number) {
        return new Issuer(
                did,
                IssuerKey.ofSeed(secrets.apply(IssuerRules.purpose(number))),
                Optional.of(Sm2Key.ofSeed(secrets.apply(IssuerRules.purposeOfSm2(number)))));
    }

    private boolean isOurs(SigningKey key) {
        signer(key);
        return true;
    }

    private Issuer signer(SigningKey key) {
        Issuer pair = pair(key.number());
        if (!pair.key().publicKey().multibase().equals(key.ed25519())
                || !pair.sm2().orElseThrow().publicKey().multibase().equals(key.sm2())) {
            throw new IllegalStateException(
                    "issuer key %d was made with another master.key".formatted(key.number()));
        }
        return pair;
    }

    private DocumentVersion publish(Tx tx, Instant now) {
        String json = current(tx);
        int version = store.latest(tx).map(DocumentVersion::version).orElse(0) + 1;
        SigningKey inUse = store.inUse(tx).orElseThrow();
        UUID statement = publicLog.state(tx, IssuerRules.published(did, version, json, inUse, now));
        store.insert(tx, version, json, Sha256.of(json), now, statement);
        return store.version(tx, version).orElseThrow();
    }

    /// Who signs: the DID of the association.
    public String did() {
        return did;
    }

    /// The key in use, for signing what the transaction states. It stays in use until the
    /// transaction ends. Take the time of signing after this call.
    public Issuer signer(Tx tx) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Optional<SigningKey> held = store.holdInUse(tx);
            if (held.isPresent()) {
                return signer(held.get());
            }
        }
        throw new IllegalStateException("no issuer key is in use");
    }

    /// The key in use, for what may be signed again any time, such as a status list.
    public Issuer signerForNow(Tx tx) {
        return signer(
                store.inUse(tx)
                        .orElseThrow(() -> new IllegalStateException("no issuer key is in use")));
    }

    /// The key that signed something, to give it another form; empty when it is not ours or is
    /// revoked.
    ///
    /// @param verificationMethod as it stands in a proof by an Ed25519 key
    public Optional<Issuer> signerNamed(Tx tx, String verificationMethod) {
        if (!verificationMethod.startsWith(did + "#")) {
            return Optional.empty();
        }
        return store.withPublicKey(tx, verificationMethod.substring(did.length() + 1))
                .filter(key -> key.revokedAt().isEmpty())
                .map(this::signer);
    }

    /// The DID document as it is published now.
    public DocumentVersion latest(Tx tx) {
        return store.latest(tx).orElseThrow(() -> new IllegalStateException("no DID document"));
    }

    /// The DID document as it is published now.
    public DocumentVersion latest() {
        return db.look(this::latest);
    }

    /// The DID document as it is published now, for a verifier.
    public DidDocument document() {
        return DidDocument.parse(latest().json());
    }

    /// A DID document as it was published.
    ///
    /// @throws Refused NOT_FOUND
    public DocumentVersion version(int version) {
        return db.look(tx -> store.version(tx, version))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// What anybody may see.
    ///
    /// @param keys the newest first
    /// @param versions the newest first, at most 200
    public record Overview(String did, List<SigningKey> keys, List<DocumentVersion> versions) {}

    /// The keys and the documents.
    public Overview overview() {
        return db.read(
                tx ->
                        new Overview(
                                did, store.keys(tx).reversed(), store.versions(tx, VERSIONS_MAX)));
    }

    /// Goes over to a new key. What the one before signed still holds.
    ///
    /// @param caller an operator
    /// @param inUse the number of the key that the caller sees in use
    /// @return the new document
    /// @throws Refused CONFLICT when another key is in use by now, WRONG_COUNT when there are too
    ///     many
    public DocumentVersion rotate(Caller caller, int inUse) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    store.lockForChange(tx);
                    SigningKey before = store.lockInUse(tx).orElseThrow();
                    if (before.number() != inUse) {
                        throw new Refused(Code.CONFLICT);
                    }
                    Instant now = now();
                    next(tx, before, now);
                    return publish(tx, now);
                });
    }

    private void next(Tx tx, SigningKey before, Instant now) {
        int number = store.keys(tx).size() + 1;
        if (number > SigningKey.KEYS_MAX) {
            throw new Refused(Code.WRONG_COUNT, 1, SigningKey.KEYS_MAX);
        }
        store.retire(tx, before.number(), now);
        insert(tx, number, now);
    }

    /// Gives up a key that may be in other hands: nothing it signed holds any more. When it is the
    /// one in use, the next one takes its place.
    ///
    /// @param caller an operator
    /// @param reason why; public
    /// @return the new document
    /// @throws Refused NOT_FOUND, WRONG_STATE when it is revoked already
    public DocumentVersion revoke(Caller caller, int number, String reason) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    store.lockForChange(tx);
                    SigningKey inUse = store.lockInUse(tx).orElseThrow();
                    SigningKey key =
                            store.find(tx, number).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    if (key.state() == SigningKey.State.REVOKED) {
                        throw new Refused(Code.WRONG_STATE, key.state());
                    }
                    Instant now = now();
                    if (inUse.number() == number) {
                        next(tx, inUse, now);
                    }
                    store.revoke(tx, number, reason, now);
                    return publish(tx, now);
                });
    }
}
