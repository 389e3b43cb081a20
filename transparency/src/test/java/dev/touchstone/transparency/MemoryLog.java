// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A log in memory, grown through the library, which keeps its entries beside it.
final class MemoryLog implements LogSource {
    static final String ORIGIN = "log.example/test";
    static final SignerKey KEY = new SignerKey(SignatureType.ED25519, ORIGIN, new byte[32]);
    static final WitnessPolicy POLICY = WitnessPolicy.ofLog(KEY.verifier());

    final Map<String, byte[]> files = new TreeMap<>();
    final List<byte[]> entries = new ArrayList<>();
    TreeHead head = TreeHead.EMPTY;

    static MemoryLog ofSize(int size) {
        MemoryLog log = new MemoryLog();
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(("entry " + i).getBytes());
        }
        log.append(entries);
        return log;
    }

    static List<byte[]> randomEntries(RandomGenerator random, int count, int bytesMax) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[random.nextInt(bytesMax + 1)];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    TreeAppender.Appended append(List<byte[]> more) {
        TreeAppender.Appended appended = TreeAppender.append(head, this, more);
        appended.files().forEach((path, bytes) -> files.put(path.toString(), bytes));
        head = appended.head();
        entries.addAll(more);
        return appended;
    }

    SignedNote publish() {
        SignedNote note = new Checkpoint(ORIGIN, head).sign(KEY.signer());
        files.put(CHECKPOINT, note.toBytes());
        return note;
    }

    @Override
    public byte[] checkpoint() {
        return Optional.ofNullable(files.get(CHECKPOINT))
                .orElseThrow(() -> new TransparencyException.Unavailable("no checkpoint"));
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        return Optional.ofNullable(files.get(path.toString()));
    }
}
