// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Damaged input is refused with a [TransparencyException], or is what we would have written.
class FuzzTest {
    private static final int ROUNDS = 5_000;
    private static final MemoryLog LOG = MemoryLog.ofSize(300);
    private static final SignedNote NOTE = LOG.publish();
    private static final SignerKey WITNESS =
            new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example", new byte[32]);

    @Test
    void refusesOrKeepsNotes() {
        NoteSignature cosignature =
                WITNESS.signer().cosign(Checkpoint.parse(NOTE.text()), Instant.ofEpochSecond(9));
        byte[] good = NOTE.with(List.of(cosignature)).toBytes();
        fuzz("note", good, bytes -> SignedNote.parse(bytes).toBytes());
    }

    @Test
    void refusesOrKeepsCheckpoints() {
        fuzz("checkpoint", NOTE.text(), text -> Checkpoint.parse(text).text());
        fuzz("extensions", NOTE.text() + "a\nb\n", text -> Checkpoint.parse(text).text());
    }

    @Test
    void refusesOrKeepsKeys() {
        fuzz("vkey", WITNESS.verifier().vkey(), text -> NoteVerifier.parse(text).vkey());
        fuzz("signer key", WITNESS.text(), text -> SignerKey.parse(text).text());
        Random random = Seeds.random("refusesOrKeepsKeys");
        for (int round = 0; round < 2_000; round++) { // most are not points of the curve
            byte[] key = new byte[32];
            random.nextBytes(key);
            try {
                NoteVerifier verifier = new NoteVerifier(SignatureType.ED25519, "a", key);
                NoteSignature any = new NoteSignature("a", verifier.keyId(), new byte[64]);
                verifier.verify("text\n", any);
            } catch (TransparencyException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void refusesOrKeepsProofs() {
        InclusionProof inclusion = Proofs.inclusion(77, 300, LOG);
        byte[] good = new TlogProof(Optional.of(new byte[5]), inclusion, NOTE).toBytes();
        fuzz("tlog-proof", good, bytes -> TlogProof.parse(bytes).toBytes());
        byte[] request = AddCheckpoint.of(100, NOTE, logWithAllPartials()).toBytes();
        fuzz("add-checkpoint", request, bytes -> AddCheckpoint.parse(bytes).toBytes());
    }

    private static TileReader logWithAllPartials() {
        return path -> Optional.of(new byte[path.bytesMax()]); // only the form matters here
    }

    @Test
    void refusesOrKeepsTilePaths() {
        fuzz("tile path", "tile/0/x001/x234/067.p/8", text -> TilePath.parse(text).toString());
        fuzz("bundle path", "tile/entries/x001/067", text -> TilePath.parse(text).toString());
    }

    @Test
    void refusesOrKeepsBundles() {
        byte[] good = EntryBundle.format(LOG.entries.subList(0, 5));
        fuzz("bundle", good, bytes -> EntryBundle.format(EntryBundle.parse(bytes, 5)));
    }

    @Test
    void refusesOrReadsPolicies() {
        String good =
                "log %s\nwitness w %s http://w.example/\ngroup g 1 w\nquorum g\n"
                        .formatted(MemoryLog.KEY.verifier(), WITNESS.verifier());
        fuzz(
                "policy",
                good.getBytes(UTF_8),
                bytes -> {
                    assertThat(WitnessPolicy.parse(bytes).logs()).hasSizeLessThan(2);
                    return bytes; // spaces and comments have many spellings
                });
    }

    private static void fuzz(String what, String good, Function<String, String> parse) {
        fuzz(
                what,
                good.getBytes(UTF_8),
                bytes -> {
                    String text = new String(bytes, UTF_8);
                    assertThat(parse.apply(text)).isEqualTo(text);
                    return bytes;
                });
    }

    private static void fuzz(String what, byte[] good, Function<byte[], byte[]> parse) {
        assertThat(parse.apply(good)).isEqualTo(good);
        Random random = Seeds.random(what);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bad = damage(good, random);
            try {
                assertThat(parse.apply(bad)).isEqualTo(bad);
            } catch (TransparencyException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    /// Changes, drops, repeats or inserts one to three pieces.
    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = good;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(5));
            ByteArrayOutputStream damaged = new ByteArrayOutputStream();
            damaged.write(bytes, 0, from);
            switch (random.nextInt(4)) {
                case 0 -> damaged.write(random.nextInt(256));
                case 1 -> damaged.write("\n\n +=0x9/ ".charAt(random.nextInt(10)));
                case 2 -> damaged.write(bytes, from, to - from);
                default -> from = to;
            }
            damaged.write(bytes, from, bytes.length - from);
            if (random.nextBoolean() && damaged.size() > 0 && from < to) {
                byte[] flipped = damaged.toByteArray();
                flipped[Math.min(from, flipped.length - 1)] ^= (byte) (1 << random.nextInt(8));
                damaged.reset();
                damaged.writeBytes(flipped);
            }
            bytes = damaged.toByteArray();
        }
        return bytes;
    }
}
