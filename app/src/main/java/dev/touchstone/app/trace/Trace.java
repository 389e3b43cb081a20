// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Recently;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.publiclog.Facts;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.publiclog.StoredStatement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.Serial;
import dev.touchstone.gs1.Sscc;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The face of what happened to things. Thread-safe.
public final class Trace implements Facts.Source {
    /// Who may see the events of an enterprise: its own people, the association and supervision.
    private static final Role[] READERS = {
        Role.OWNER, Role.QUALITY, Role.OPERATOR, Role.REGULATOR, Role.AUDITOR
    };

    /// The type of statements of captures.
    public static final String CAPTURED = "trace.captured";

    /// Rows of one statement; more are stored in several, in the same transaction.
    private static final int EVENTS_PER_STATEMENT = 1_000;

    private static final int ITEMS_PER_STATEMENT = 10_000;
    private static final int SELLERS_REMEMBERED_MAX = 10_000;
    private static final int TOUCHES_PER_HOP_MAX = 5_000;

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final String publicUrl;
    private final Ids ids;
    private final InstantSource clock;
    private final TraceStore store = new TraceStore();
    private final LifeStore lives = new LifeStore();

    /// Whether an enterprise recorded any sale: most never do.
    private final Recently<UUID, Boolean> sellers;

    /// Traces of the things of enterprises.
    ///
    /// @param publicUrl what the identifiers of things without a GTIN begin with
    public Trace(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            String publicUrl,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.publicUrl = publicUrl;
        this.ids = ids;
        this.clock = clock;
        this.sellers = new Recently<>(clock, SELLERS_REMEMBERED_MAX);
    }

    /// Captures an EPCIS 2.0 JSON document, whole or not at all. An event that was captured before
    /// is not stored again; another one under the same identifier is.
    ///
    /// @param caller the enterprise's quality department or owner
    /// @param json the document, UTF-8
    /// @throws Refused EPCIS_INVALID with a JSON pointer, EPCIS_QUERY_DOCUMENT,
    ///     ENTERPRISE_NOT_VERIFIED
    public Capture capture(Caller caller, byte[] json) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.QUALITY, Role.OWNER);
        CaptureDocument document = CaptureDocument.read(json);
        TraceRules.requireStorable(document);
        return db.write(
                tx -> {
                    if (enterprises.get(tx, enterprise).state() != EnterpriseState.VERIFIED) {
                        throw new Refused(Code.ENTERPRISE_NOT_VERIFIED);
                    }
                    return capture(tx, caller.account(), enterprise, document);
                });
    }

    /// Captures that items of a lot came into being, for a use case of another slice.
    ///
    /// @param account who brought them into being
    public Capture commissioned(Tx tx, UUID account, Lot lot, long count, Instant at) {
        byte[] json = TraceJson.commissioning(ids.next(), key(lot), count, at);
        return capture(tx, account, lot.enterprise(), CaptureDocument.read(json));
    }

    /// Captures that items of a lot are not what they were commissioned as, since somebody
    /// activated them by mistake.
    ///
    /// @param account who takes it back
    public Capture decommissioned(Tx tx, UUID account, Lot lot, long count, Instant at) {
        byte[] json = TraceJson.decommissioning(ids.next(), key(lot), count, at);
        return capture(tx, account, lot.enterprise(), CaptureDocument.read(json));
    }

    /// Captures that things were put into a logistic unit or taken out of it, for a use case of
    /// another slice.
    ///
    /// @param account who did it
    /// @param in whether they were put in
    /// @param things what it was
    public Capture packed(
            Tx tx,
            UUID account,
            UUID enterprise,
            boolean in,
            Sscc unit,
            List<ItemKey> things,
            Instant at) {
        byte[] json = TraceJson.packing(ids.next(), in, unit, things, at);
        return capture(tx, account, enterprise, CaptureDocument.read(json));
    }

    /// What traces call an item: a Digital Link when its product has a GTIN, else its address
    /// here.
    ///
    /// @param gtin a GTIN, or a platform number in its place
    public ItemKey key(Gtin gtin, Serial serial) {
        return PlatformNumber.find(gtin).isEmpty()
                ? ItemKey.of(DigitalLink.of(gtin, serial))
                : ItemKey.of(publicUrl + ItemAddress.item(gtin, serial));
    }

    /// What traces call the items of a lot.
    public ItemKey key(Lot lot) {
        return PlatformNumber.find(lot.gtin())
                .map(number -> ItemKey.of(publicUrl + ItemAddress.lot(number, lot.number())))
                .orElseGet(() -> ItemKey.of(DigitalLink.of(lot.gtin(), lot.number())));
    }

    private Capture capture(Tx tx, UUID account, UUID enterprise, CaptureDocument document) {
        Instant now = clock.instant();
        UUID id = ids.next();
        List<TraceStore.Row> rows = new ArrayList<>();
        for (CaptureDocument.Named named : TraceRules.distinct(document)) {
            rows.add(new TraceStore.Row(ids.next(), named));
        }
        String namespaces = TraceJson.write(document.namespaces());
        List<TraceStore.Row> stored = new ArrayList<>();
        for (List<TraceStore.Row> part : parts(rows, EVENTS_PER_STATEMENT)) {
            Set<UUID> fresh = store.insertEvents(tx, enterprise, id, now, namespaces, part);
            List<TraceItem> items = new ArrayList<>();
            for (TraceStore.Row row : part) {
                if (fresh.contains(row.id())) {
                    stored.add(row);
                    items.addAll(TraceRules.items(enterprise, row.id(), row.named().event()));
                }
            }
            parts(items, ITEMS_PER_STATEMENT).forEach(some -> store.insertItems(tx, some));
        }
        Capture capture =
                new Capture(
                        id,
                        enterprise,
                        document.events().size(),
                        stored.size(),
                        document.root(),
                        now,
                        state(tx, enterprise, id, now, document, stored));
        store.insert(tx, capture, account);
        return capture;
    }

    /// One statement for the whole capture, with its new events as facts: each can be proven
    /// alone.
    private UUID state(
            Tx tx,
            UUID enterprise,
            UUID id,
            Instant now,
            CaptureDocument document,
            List<TraceStore.Row> stored) {
        Statement statement =
                Statement.open(
                        CAPTURED,
                        enterprise.toString(),
                        Capture.subject(id),
                        now,
                        Map.of(
                                "capture", id.toString(),
                                "events", document.events().size(),
                                "document", document.root().toBase64()));
        if (stored.isEmpty()) {
            return publicLog.state(tx, statement);
        }
        Iterator<String> events =
                stored.stream()
                        .sorted(Comparator.comparing(row -> row.id().toString()))
                        .map(row -> row.named().event().json().text())
                        .iterator();
        return publicLog.stateFacts(tx, statement, events);
    }

    /// Where an event stands in the public log.
    ///
    /// @param statement that of its capture
    /// @param fact its index among the facts of that statement
    public record Place(UUID statement, long fact) {}

    /// Where an event stands in the public log.
    Optional<Place> place(StoredEvent event) {
        return db.look(tx -> store.place(tx, event));
    }

    /// Whoever may see the events of an enterprise may see those of its captures.
    @Override
    public boolean mayRead(Caller caller, StoredStatement statement) {
        return caller.mayFor(UUID.fromString(statement.issuer()), READERS);
    }

    /// The events that a statement of a capture holds as its facts, each as it came.
    @Override
    public List<String> facts(Tx tx, StoredStatement statement, long from, int count) {
        return store.eventTexts(tx, Capture.idOf(statement.subject()), from, count);
    }

    private static <T> List<List<T>> parts(List<T> all, int sizeMax) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += sizeMax) {
            parts.add(all.subList(from, Math.min(all.size(), from + sizeMax)));
        }
        return parts;
    }

    /// A capture.
    ///
    /// @param caller somebody of its enterprise, the association or supervision
    /// @throws Refused NOT_FOUND
    public Capture show(Caller caller, UUID id) {
        Capture capture =
                db.read(tx -> store.capture(tx, id)).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        caller.requireFor(capture.enterprise(), READERS);
        return capture;
    }

    /// A page of the caller's captures, latest first.
    ///
    /// @param caller the enterprise's quality department or owner
    /// @param before the last id of the page before
    public List<Capture> captures(Caller caller, Optional<UUID> before, int countMax) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.QUALITY, Role.OWNER);
        return db.read(tx -> store.captures(tx, enterprise, before, countMax));
    }

    /// A page of events, and the place after it when there are more.
    record Found(List<StoredEvent> events, Optional<EventQuery.Place> next) {}

    /// Events of a query, latest first: an enterprise sees its own, association and supervision
    /// see all.
    Found query(Caller caller, EventQuery query) {
        caller.requireAny(READERS);
        return db.read(tx -> store.query(tx, caller.enterprise(), query));
    }

    /// The public life of an item, earliest event first: what happened to it, to its lot, and to
    /// what it was packed in while it was in it. Events that were declared wrong are left out.
    ///
    /// @param keys the item, and its lot if known
    public List<LifeStep> lifeOf(Tx tx, ItemKey... keys) {
        return livesOf(tx, List.of(List.of(keys))).getFirst();
    }

    /// The same for many items, in their order: the questions about the items themselves are asked
    /// once for all, those about what they were packed in item by item.
    ///
    /// @param keys of each item
    public List<List<LifeStep>> livesOf(Tx tx, List<List<ItemKey>> keys) {
        List<List<String>> items =
                keys.stream().map(of -> of.stream().map(ItemKey::uri).distinct().toList()).toList();
        Map<String, List<TraceItem>> touches =
                lives.touchingEach(
                        tx,
                        items.stream().flatMap(List::stream).distinct().toList(),
                        TOUCHES_PER_HOP_MAX);
        List<List<LifeWalk.Found>> found =
                items.stream()
                        .map(
                                of ->
                                        new LifeWalk(
                                                        touches,
                                                        more ->
                                                                lives.touching(
                                                                        tx,
                                                                        more,
                                                                        TOUCHES_PER_HOP_MAX))
                                                .from(of))
                        .toList();
        return lives.steps(tx, found);
    }

    /// A thing and the enterprise whose word counts for it.
    public record Own(UUID enterprise, ItemKey key) {}

    /// Which of some enterprises ever recorded a sale.
    public Set<UUID> sellers(Tx tx, Set<UUID> enterprises) {
        return sellers
                .get(tx, enterprises, (id, known) -> true, asked -> lives.sell(tx, asked))
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// Which of some things their own enterprises recorded as sold to a consumer (CBV 2.0,
    /// `retail_sold`). Events that were declared wrong are left out.
    public Set<Own> sold(Tx tx, Collection<Own> things) {
        List<Own> asked = List.copyOf(things);
        return asked.isEmpty()
                ? Set.of()
                : lives.sold(tx, asked).stream().map(asked::get).collect(Collectors.toSet());
    }
}
