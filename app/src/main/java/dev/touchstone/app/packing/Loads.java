// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.packing.Container.Load;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.Serial;
import dev.touchstone.gs1.Sscc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What is in which container. Every change of it wants the enterprise locked by
/// [PackingStore#lock]. Stateless.
final class Loads {
    private final PackingStore store;
    private final Orders orders;

    Loads(PackingStore store, Orders orders) {
        this.store = store;
        this.orders = orders;
    }

    /// A container, what it is in, and so on up.
    List<Container> path(Tx tx, Container container) {
        List<Container> path = new ArrayList<>();
        Optional<Container> next = Optional.of(container);
        while (next.isPresent()) {
            path.add(next.get());
            if (path.size() > Container.LEVEL_MAX) {
                throw new IllegalStateException("nested too deep: " + container.sscc());
            }
            next = next.get().parent().map(sscc -> store.find(tx, sscc).orElseThrow());
        }
        return path;
    }

    /// @throws Refused CONTAINER_NOT_FREE with what is held or withdrawn: it, or what it is in
    void requireFree(Tx tx, Container container) {
        path(tx, container).stream()
                .filter(one -> one.state() != Container.State.IN_ORDER)
                .findFirst()
                .ifPresent(
                        one -> {
                            throw new Refused(Code.CONTAINER_NOT_FREE, one.sscc().digits());
                        });
    }

    void takeOut(Tx tx, Container from, Load load) {
        switch (load) {
            case Load.Items items -> {
                BitSet left =
                        PackingRules.without(
                                store.codes(tx, from.sscc(), items.order()), items.codes());
                store.dropRuns(tx, from.sscc(), items.order());
                if (!left.isEmpty()) {
                    CodeRuns runs = CodeRuns.of(left.stream().toArray());
                    Load.Items kept = new Load.Items(items.order(), runs);
                    store.insertRuns(tx, from.enterprise(), from.sscc(), kept);
                }
            }
            case Load.Containers(List<Sscc> containers) -> {
                for (Container one : known(tx, from, containers)) {
                    if (!one.parent().equals(Optional.of(from.sscc()))) {
                        throw new Refused(Code.NOT_PACKED_THERE, one.sscc().digits());
                    }
                }
                store.setParent(tx, containers, Optional.empty());
                relevel(tx, from);
            }
        }
        store.addContents(tx, from.sscc(), -load.count());
    }

    void putIn(Tx tx, Caller caller, Container into, Load load) {
        PackingRules.requireRoom(into.contents(), load.count());
        switch (load) {
            case Load.Items items -> {
                Order order =
                        orders.lock(tx, caller, items.order(), Role.OWNER, Role.QUALITY, Role.LINE);
                orders.assignments()
                        .firstNotActive(tx, order, items.codes())
                        .ifPresent(
                                index -> {
                                    throw new Refused(Code.CODE_NOT_ACTIVE, index);
                                });
                store.holding(tx, into.enterprise(), items).ifPresent(Loads::refuseTaken);
                store.insertRuns(tx, into.enterprise(), into.sscc(), items);
            }
            case Load.Containers(List<Sscc> containers) -> {
                List<Container> entering = known(tx, into, containers);
                for (Container one : entering) {
                    one.parent().ifPresent(Loads::refuseTaken);
                }
                // Read again: what it is in may have changed by what was taken out just before.
                Container now = store.find(tx, into.sscc()).orElseThrow();
                int highest = entering.stream().mapToInt(Container::level).max().orElse(0);
                PackingRules.requireNestable(path(tx, now), containers, highest);
                store.setParent(tx, containers, Optional.of(into.sscc()));
                relevel(tx, now);
            }
        }
        store.addContents(tx, into.sscc(), load.count());
    }

    private static void refuseTaken(Sscc in) {
        throw new Refused(Code.ALREADY_PACKED, in.digits());
    }

    /// The containers of the same enterprise that are meant.
    private List<Container> known(Tx tx, Container of, List<Sscc> containers) {
        List<Container> known =
                store.findAll(tx, containers).stream()
                        .filter(one -> one.enterprise().equals(of.enterprise()))
                        .toList();
        if (known.size() != containers.size()) {
            throw new Refused(Code.NOT_FOUND).at("containers");
        }
        return known;
    }

    /// Sets the levels from a container upwards by what is in each.
    private void relevel(Tx tx, Container from) {
        for (Container one : path(tx, from)) {
            int level = store.levelNow(tx, one.sscc());
            if (level == one.level()) {
                return;
            }
            store.setLevel(tx, one.sscc(), level);
        }
    }

    /// What traces call the things.
    List<ItemKey> keys(Tx tx, Trace trace, MarkCodes codes, Load load) {
        return switch (load) {
            case Load.Containers(List<Sscc> containers) ->
                    containers.stream().map(DigitalLink::of).map(ItemKey::of).toList();
            case Load.Items items -> {
                Order order = orders.of(tx, items.order());
                List<ItemKey> keys = new ArrayList<>(items.count());
                for (CodeRuns.Run run : items.codes().runs()) {
                    for (int i = run.first(); i <= run.last(); i++) {
                        String serial =
                                codes.code(order.gtin(), order.profile(), order.number(i)).text();
                        keys.add(trace.key(order.gtin(), new Serial(serial)));
                    }
                }
                yield keys;
            }
        };
    }
}
