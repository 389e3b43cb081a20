// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.transparency.AddCheckpoint;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log of somebody else, in memory, that grows and asks to be witnessed. Not thread-safe.
public final class OtherLog implements TileReader {
    private final SignerKey key;
    private final Map<TilePath, byte[]> tiles = new HashMap<>();
    private TreeHead head = TreeHead.EMPTY;
    private final String flavour;

    /// A log.
    ///
    /// @param flavour logs of one origin and several flavours have different entries
    public OtherLog(String origin, String flavour) {
        this.key = new SignerKey(SignatureType.ED25519, origin, seed(origin));
        this.flavour = flavour;
    }

    private static byte[] seed(String origin) {
        byte[] seed = new byte[32];
        byte[] text = origin.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, seed, 0, Math.min(seed.length, text.length));
        return seed;
    }

    public OtherLog grow(int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add((flavour + (head.size() + i)).getBytes(StandardCharsets.UTF_8));
        }
        TreeAppender.Appended grown = TreeAppender.append(head, this, entries);
        tiles.putAll(grown.files());
        head = grown.head();
        return this;
    }

    public TreeHead head() {
        return head;
    }

    public WitnessPolicy policy() {
        return WitnessPolicy.ofLog(key.verifier());
    }

    public String policyText() {
        return "log " + key.verifier().vkey() + "\nquorum none\n";
    }

    public SignedNote note() {
        return new Checkpoint(key.verifier().name(), head).sign(key.signer());
    }

    public AddCheckpoint request(long oldSize) {
        return AddCheckpoint.of(oldSize, note(), this);
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        return Optional.ofNullable(tiles.get(path));
    }
}
