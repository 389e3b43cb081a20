// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Forked;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogClientTest {
    private final MemoryLog log = MemoryLog.ofSize(300);
    private final LogClient client = new LogClient(log, MemoryLog.POLICY);

    @Test
    void followsALogThatGrows() {
        Random random = Seeds.random("followsALogThatGrows");
        for (int round = 0; round < 30; round++) {
            log.append(MemoryLog.randomEntries(random, random.nextInt(200), 20));
            log.publish();
            assertThat(client.update().checkpoint().head()).isEqualTo(log.head);
        }
        int index = random.nextInt((int) log.head.size());
        assertThat(client.entry(index)).isEqualTo(log.entries.get(index));
        Hash leaf = Rfc6962.leafHash(log.entries.get(index));
        TlogProof proof = client.prove(index, leaf);
        proof.verify(leaf, MemoryLog.POLICY);
    }

    @Test
    void refusesALogThatShrankAndNamesBothCheckpoints() {
        log.publish();
        VerifiedCheckpoint before = client.update();
        log.files.put(LogSource.CHECKPOINT, MemoryLog.ofSize(299).publish().toBytes());
        assertThatThrownBy(client::update)
                .isInstanceOfSatisfying(
                        Forked.class,
                        forked -> {
                            assertThat(forked.before()).isSameAs(before);
                            assertThat(forked.now().checkpoint().size()).isEqualTo(299);
                        })
                .hasMessageMatching(
                        "the log shrank: before size 300 root .+, now size 299 root .+");
        assertThat(client.latest()).contains(before);
    }

    @Test
    void refusesTwoRootsForOneSize() {
        log.publish();
        client.update();
        MemoryLog other = new MemoryLog();
        other.append(MemoryLog.randomEntries(new Random(1), 300, 9));
        log.files.put(LogSource.CHECKPOINT, other.publish().toBytes());
        assertThatThrownBy(client::update)
                .isInstanceOf(Forked.class)
                .hasMessageContaining("two roots for one size");
    }

    @Test
    void refusesALongerLogWithAnotherHistory() {
        log.publish();
        VerifiedCheckpoint before = client.update();
        MemoryLog other = new MemoryLog();
        other.append(MemoryLog.randomEntries(new Random(1), 700, 9));
        other.publish();
        LogClient misled = new LogClient(other, MemoryLog.POLICY, Optional.of(before));
        assertThatThrownBy(misled::update)
                .isInstanceOf(Forked.class)
                .hasMessageContaining("cannot prove that it only grew");
        assertThat(misled.latest()).contains(before);
    }

    @Test
    void refusesACheckpointThatThePolicyDoesNotTrust() {
        SignerKey stranger = new SignerKey(SignatureType.ED25519, MemoryLog.ORIGIN, key());
        SignedNote note = new Checkpoint(MemoryLog.ORIGIN, log.head).sign(stranger.signer());
        log.files.put(LogSource.CHECKPOINT, note.toBytes());
        assertThatThrownBy(client::update).isInstanceOf(Unverified.class);
        assertThat(client.latest()).isEmpty();
    }

    @Test
    void refusesAnEntryThatIsNotProved() {
        log.publish();
        client.update();
        byte[] bundle = log.files.get("tile/entries/000");
        bundle[4] ^= 1;
        assertThatThrownBy(() -> client.entry(0))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("tile/entries/000: entry 0 is not proved");
        assertThatThrownBy(() -> client.entry(300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.prove(0, Rfc6962.emptyRoot()))
                .isInstanceOf(Unverified.class);
    }

    @Test
    void answersNothingBeforeTheFirstCheckpoint() {
        assertThatThrownBy(() -> client.entry(0)).isInstanceOf(Unavailable.class);
    }

    @Test
    void startsAtTheEmptyLog() {
        MemoryLog young = new MemoryLog();
        young.publish();
        LogClient follower = new LogClient(young, MemoryLog.POLICY);
        follower.update();
        young.append(List.of(new byte[1]));
        young.publish();
        assertThat(follower.update().checkpoint().size()).isEqualTo(1);
    }

    private static byte[] key() {
        byte[] seed = new byte[32];
        seed[0] = 9;
        return seed;
    }
}
