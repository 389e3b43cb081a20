// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.application;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Contact;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.enterprise.Registration;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Applications to be entered into the registry. Thread-safe when its random generator is.
public final class Applications {
    /// The most applications of one page of a list.
    public static final int PAGE_MAX = 20;

    /// The most applications that wait at once; more are refused until some are decided.
    public static final int WAITING_MAX = 10_000;

    /// How long what a refused application told of persons is kept, for questions.
    static final Duration PERSONS_KEPT = Duration.ofDays(180);

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int NUMBER_RANDOM_LENGTH = 8;
    private static final int SECRET_BYTES = 24;
    private static final int SECRET_LENGTH = 32;
    private static final int DROP_ROWS = 500;

    private final Database db;
    private final Enterprises enterprises;
    private final SealedText seal;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ApplicationStore store = new ApplicationStore();

    /// Applications.
    ///
    /// @param seal for what they tell of persons
    /// @param random fit for secrets
    public Applications(
            Database db,
            Enterprises enterprises,
            SealedText seal,
            Ids ids,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.enterprises = enterprises;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /// What an applicant gets.
    ///
    /// @param secret the last part of the link to see the state; kept here as a hash only
    public record Receipt(Application application, String secret) {}

    /// Receives an application from anybody.
    ///
    /// @param said with one contact at least
    /// @param consent that what is said may be checked, and published once it is verified
    /// @throws Refused CONSENT_NEEDED, MISSING_FIELD without a contact, CREDIT_CODE_TAKEN when the
    ///     enterprise is in the registry for all to see, TOO_MANY_REQUESTS when too many wait
    public Receipt apply(Registration said, boolean consent) {
        if (!consent) {
            throw new Refused(Code.CONSENT_NEEDED).at("consent");
        }
        if (said.contacts().isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at("contactName");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return db.write(
                tx -> {
                    boolean known =
                            enterprises.withCodes(tx, List.of(said.creditCode())).values().stream()
                                    .anyMatch(one -> one.state().isPublic());
                    if (known) {
                        throw new Refused(Code.CREDIT_CODE_TAKEN).at("creditCode");
                    }
                    if (store.waiting(tx) >= WAITING_MAX) {
                        throw new Refused(Code.TOO_MANY_REQUESTS);
                    }
                    Application made = application(said);
                    byte[] persons = seal.seal(made.id(), persons(said));
                    store.insert(tx, made, Sha256.of(secret), persons);
                    return new Receipt(made, secret);
                });
    }

    private Application application(Registration said) {
        Instant now = clock.instant();
        StringBuilder number = new StringBuilder("E-");
        number.append(DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, Page.ZONE)));
        number.append('-');
        for (int i = 0; i < NUMBER_RANDOM_LENGTH; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Application(
                ids.next(),
                number.toString(),
                said.creditCode(),
                said.nameZh(),
                said.nameEn(),
                said.seat(),
                said.industry(),
                said.division(),
                said.sizeClass(),
                said.checkExplanation(),
                Application.State.RECEIVED,
                "",
                now,
                Optional.empty());
    }

    /// The state of an application, for whoever has the secret of its link.
    ///
    /// @throws Refused NOT_FOUND
    public Application follow(String secret) {
        if (secret.length() != SECRET_LENGTH) {
            throw new Refused(Code.NOT_FOUND);
        }
        return db.read(
                tx ->
                        store.byFollowHash(tx, Sha256.of(secret))
                                .map(row -> whole(tx, row))
                                .orElseThrow(() -> new Refused(Code.NOT_FOUND)));
    }

    /// Applications in a state, the oldest first.
    ///
    /// @param caller an operator or a reviewer
    /// @param after the last id of the page before
    public List<Application> list(Caller caller, Application.State state, Optional<UUID> after) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER);
        return db.read(
                tx ->
                        store.list(tx, state, after, PAGE_MAX).stream()
                                .map(row -> whole(tx, row))
                                .toList());
    }

    /// Registers what an application says; another person then verifies the entry.
    ///
    /// @param caller an operator
    /// @throws Refused NOT_FOUND, WRONG_STATE when it is decided, CREDIT_CODE_TAKEN
    public Application register(Caller caller, UUID id) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Application one = lockWaiting(tx, id);
                    String[] told = seal.open(id, store.persons(tx, id)).split("\n", -1);
                    Contact contact =
                            new Contact(
                                    told[1], told[2], told[3], told[4], Language.valueOf(told[5]));
                    Registration said =
                            new Registration(
                                    one.creditCode(),
                                    one.nameZh(),
                                    one.nameEn(),
                                    one.seat(),
                                    one.industry(),
                                    one.division(),
                                    one.sizeClass(),
                                    one.checkExplanation(),
                                    told[0].isEmpty() ? Optional.empty() : Optional.of(told[0]),
                                    Optional.empty(),
                                    List.of(contact));
                    Enterprise made = enterprises.register(tx, caller, said);
                    store.registered(tx, id, made.id(), caller.account(), clock.instant());
                    return whole(tx, store.lock(tx, id).orElseThrow());
                });
    }

    /// Refuses an application.
    ///
    /// @param caller an operator
    /// @param reason why; the applicant reads it
    /// @throws Refused NOT_FOUND, WRONG_STATE when it is decided
    public Application refuse(Caller caller, UUID id, String reason) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    lockWaiting(tx, id);
                    store.refused(tx, id, reason, caller.account(), clock.instant());
                    return whole(tx, store.lock(tx, id).orElseThrow());
                });
    }

    /// Drops what refused applications told of persons, [#PERSONS_KEPT] after the refusal.
    ///
    /// @return of how many
    public int dropPersons() {
        Instant before = clock.instant().minus(PERSONS_KEPT);
        return db.write(tx -> store.dropPersons(tx, before, DROP_ROWS));
    }

    private Application lockWaiting(Tx tx, UUID id) {
        Application one =
                store.lock(tx, id)
                        .map(ApplicationStore.Row::application)
                        .orElseThrow(() -> new Refused(Code.NOT_FOUND));
        if (one.state() != Application.State.RECEIVED) {
            throw new Refused(Code.WRONG_STATE, one.state());
        }
        return one;
    }

    private Application whole(Tx tx, ApplicationStore.Row row) {
        Application one = row.application();
        return new Application(
                one.id(),
                one.number(),
                one.creditCode(),
                one.nameZh(),
                one.nameEn(),
                one.seat(),
                one.industry(),
                one.division(),
                one.sizeClass(),
                one.checkExplanation(),
                one.state(),
                one.reason(),
                one.receivedAt(),
                row.enterprise()
                        .map(id -> enterprises.get(tx, id))
                        .map(made -> new Application.Entry(made.id(), made.state())));
    }

    /// Each of these is one line, so lines keep them apart.
    private static String persons(Registration said) {
        Contact contact = said.contacts().getFirst();
        return String.join(
                "\n",
                said.legalRepresentative().orElse(""),
                contact.name(),
                contact.role(),
                contact.phone(),
                contact.email(),
                contact.language().name());
    }
}
