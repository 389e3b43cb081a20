// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/// Where the codes of orders went, for the slices that send them there. Every call is part of the
/// caller's transaction and wants the order locked by [Orders#lock]. Stateless.
public final class Assignments {
    private final AssignmentStore store = new AssignmentStore();

    Assignments() {}

    /// Sends codes some way: those to be verified once only, all others only while they are free.
    ///
    /// @param id of the change
    /// @return the change as it was stored
    /// @throws Refused RANGE_NOT_FREE with the first code that is taken, WRONG_COUNT when the
    ///     order has too many assignments
    public Change assign(
            Tx tx,
            Order order,
            UUID id,
            CodeRuns codes,
            Assignment.Way way,
            UUID account,
            Instant now,
            UUID statement) {
        boolean verified = way.kind() == Assignment.Kind.VERIFIED;
        TreeMap<Integer, BitSet> chunks = codes.chunks();
        List<AssignmentStore.Piece> pieces = store.pieces(tx, order, chunks.keySet(), verified);
        requireFree(chunks, pieces);
        Assignment before = store.find(tx, order, way).orElseGet(() -> begun(tx, order, way, now));
        for (AssignmentStore.Piece piece : pieces) {
            if (piece.assignment() == before.number()) {
                bits(chunks, piece.chunk()).or(CodeSet.decode(piece.codes()));
            }
        }
        int count = codes.count();
        store.put(tx, order, counted(before, before.count() + count, now));
        Map<Integer, byte[]> encoded = new HashMap<>();
        chunks.forEach((chunk, set) -> encoded.put(chunk, CodeSet.encode(set)));
        store.putPieces(tx, order, before.number(), encoded);
        Change change =
                new Change(
                        id,
                        order.id(),
                        before.number(),
                        way,
                        count,
                        Optional.of(codes),
                        account,
                        now,
                        statement,
                        Optional.empty());
        store.insertChange(tx, order, change);
        return change;
    }

    private Assignment begun(Tx tx, Order order, Assignment.Way way, Instant now) {
        int number = store.lastNumber(tx, order) + 1;
        if (number > Assignment.COUNT_MAX) {
            throw new Refused(Code.WRONG_COUNT, 1, Assignment.COUNT_MAX);
        }
        return new Assignment(order.id(), number, way, 0, now, now);
    }

    private static Assignment counted(Assignment assignment, int count, Instant now) {
        return new Assignment(
                assignment.order(),
                assignment.number(),
                assignment.way(),
                count,
                assignment.firstAt(),
                now);
    }

    private static BitSet bits(Map<Integer, BitSet> chunks, int chunk) {
        BitSet bits = chunks.get(chunk);
        if (bits == null) {
            throw new IllegalStateException("a piece of a chunk that was not asked for: " + chunk);
        }
        return bits;
    }

    private static void requireFree(
            Map<Integer, BitSet> wanted, List<AssignmentStore.Piece> taken) {
        for (AssignmentStore.Piece piece : taken) {
            BitSet both = (BitSet) bits(wanted, piece.chunk()).clone();
            both.and(CodeSet.decode(piece.codes()));
            if (!both.isEmpty()) {
                int index = piece.chunk() * CodeSet.CHUNK + both.nextSetBit(0) + 1;
                throw new Refused(Code.RANGE_NOT_FREE, index);
            }
        }
    }

    /// Which of some codes went some way already.
    ///
    /// @param verified whether to ask for those verified after printing, or for all others
    /// @return one bit for each code asked for, in their order
    public BitSet gone(Tx tx, Order order, int[] indexes, boolean verified) {
        BitSet gone = new BitSet();
        if (indexes.length == 0) {
            return gone;
        }
        Map<Integer, List<byte[]>> pieces = new HashMap<>();
        for (AssignmentStore.Piece piece :
                store.pieces(tx, order, CodeRuns.of(indexes).chunks().keySet(), verified)) {
            pieces.computeIfAbsent(piece.chunk(), c -> new ArrayList<>()).add(piece.codes());
        }
        for (int i = 0; i < indexes.length; i++) {
            int place = CodeSet.place(indexes[i]);
            gone.set(
                    i,
                    pieces.getOrDefault(CodeSet.chunk(indexes[i]), List.of()).stream()
                            .anyMatch(codes -> CodeSet.contains(codes, place)));
        }
        return gone;
    }

    /// The first of some codes that is on no item; empty when all of them are activated.
    public OptionalInt firstNotActive(Tx tx, Order order, CodeRuns codes) {
        TreeMap<Integer, BitSet> left = codes.chunks();
        Map<Integer, Boolean> active = new HashMap<>();
        for (AssignmentStore.Piece piece : store.pieces(tx, order, left.keySet(), false)) {
            int number = piece.assignment();
            Assignment.Kind kind = Assignment.Kind.ACTIVE;
            if (active.computeIfAbsent(
                    number, n -> store.find(tx, order, n).orElseThrow().way().kind() == kind)) {
                bits(left, piece.chunk()).andNot(CodeSet.decode(piece.codes()));
            }
        }
        return left.entrySet().stream()
                .filter(chunk -> !chunk.getValue().isEmpty())
                .mapToInt(c -> c.getKey() * CodeSet.CHUNK + c.getValue().nextSetBit(0) + 1)
                .findFirst();
    }

    /// A change of the order.
    ///
    /// @throws Refused NOT_FOUND
    public Change get(Tx tx, Order order, UUID change) {
        return store.change(tx, order, change).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Takes a change back: its codes are as they were before.
    ///
    /// @throws Refused WRONG_STATE when it was taken back before or is too old to be known
    public void undo(Tx tx, Order order, Change change, Instant now, UUID statement) {
        if (change.undoneAt().isPresent() || change.runs().isEmpty()) {
            throw new Refused(Code.WRONG_STATE, "UNDONE");
        }
        Assignment assignment = store.find(tx, order, change.assignment()).orElseThrow();
        boolean verified = change.way().kind() == Assignment.Kind.VERIFIED;
        TreeMap<Integer, BitSet> chunks = change.runs().get().chunks();
        Map<Integer, byte[]> left = new HashMap<>();
        List<Integer> empty = new ArrayList<>();
        for (AssignmentStore.Piece piece : store.pieces(tx, order, chunks.keySet(), verified)) {
            if (piece.assignment() == change.assignment()) {
                BitSet codes = CodeSet.decode(piece.codes());
                codes.andNot(bits(chunks, piece.chunk()));
                if (codes.isEmpty()) {
                    empty.add(piece.chunk());
                } else {
                    left.put(piece.chunk(), CodeSet.encode(codes));
                }
            }
        }
        store.dropPieces(tx, order, change.assignment(), empty);
        if (!left.isEmpty()) {
            store.putPieces(tx, order, change.assignment(), left);
        }
        store.put(tx, order, counted(assignment, assignment.count() - change.count(), now));
        store.undo(tx, order, change.id(), now, statement);
    }

    /// Forgets which codes long-settled changes were about, where saying so takes more room than
    /// the codes do in their assignment.
    public void forgetRuns(Tx tx, Instant before) {
        store.forgetRuns(tx, before);
    }
}
