// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A stand-alone witness: a [Witness] that remembers in a folder what it cosigned.
///
/// One file a log, named by the SHA-256 of its origin, holds the note cosigned last: origin, size
/// and root in its first lines, the witness's own cosignature below. So a damaged file never
/// passes: it is refused with its name, for a witness that took it for "nothing cosigned yet"
/// would cosign any other history. The file is on disk, whole, before the cosignature is given
/// out. After a crash the folder holds what was given out last, or a checkpoint after it that was
/// checked and not given out; both are good to go on from.
///
/// One process at a time has the folder, and one request at a time each origin.
///
/// Standard: C2SP tlog-witness. Thread-safe.
public final class WitnessFolder implements AutoCloseable {
    private static final String ENDING = ".note";
    private static final String LOCK = "lock";

    /// The folders this process has open. POSIX drops a lock as soon as its process closes the
    /// file anywhere, so a second look must not even open it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Witness witness;
    private final InstantSource clock;
    private final Writer writer;
    private final FileChannel lock;
    private final Map<String, Remembered> logs;

    /// How a file is replaced.
    interface Writer {
        /// Replaces the file durably.
        void replace(Path target, byte[] bytes) throws IOException;
    }

    /// What is known of one log.
    private static final class Remembered {
        final ReentrantLock turn = new ReentrantLock();

        /// Written by the holder of the turn.
        volatile @Nullable SignedNote note;
    }

    private WitnessFolder(
            Path folder,
            Witness witness,
            InstantSource clock,
            Writer writer,
            FileChannel lock,
            Map<String, Remembered> logs) {
        this.folder = folder;
        this.witness = witness;
        this.clock = clock;
        this.writer = writer;
        this.lock = lock;
        this.logs = Map.copyOf(logs);
    }

    /// Opens the folder, which is made when missing, and checks every file in it.
    ///
    /// Throws [Unavailable] when another witness has it open or it cannot be read, and [Faulty]
    /// naming a file that is damaged or was not cosigned by this witness.
    public static WitnessFolder open(Path folder, Witness witness, InstantSource clock) {
        return open(folder, witness, clock, DurableFile::replace);
    }

    static WitnessFolder open(Path folder, Witness witness, InstantSource clock, Writer writer) {
        Path home;
        try {
            Files.createDirectories(folder);
            home = folder.toRealPath();
        } catch (IOException e) {
            throw new Unavailable("cannot open the witness folder " + folder, e);
        }
        if (!HELD.add(home)) {
            throw inUse(home);
        }
        FileChannel lock = null;
        boolean opened = false;
        try {
            lock = lock(home);
            WitnessFolder open =
                    new WitnessFolder(home, witness, clock, writer, lock, readAll(home, witness));
            opened = true;
            return open;
        } catch (IOException e) {
            throw new Unavailable("cannot open the witness folder " + home, e);
        } finally {
            if (!opened) {
                release(home, lock);
            }
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(home);
        }
        return channel;
    }

    private static Unavailable inUse(Path home) {
        return new Unavailable("the folder " + home + " is in use by another witness");
    }

    private static Map<String, Remembered> readAll(Path home, Witness witness) throws IOException {
        Map<String, Remembered> logs = new HashMap<>();
        witness.origins().forEach(origin -> logs.put(origin, new Remembered()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING + DurableFile.UNFINISHED)) {
                    Files.delete(file); // a crash before its cosignature was given out
                } else if (name.endsWith(ENDING)) {
                    SignedNote note = read(file, witness);
                    String origin = Checkpoint.parse(note.text()).origin();
                    logs.computeIfAbsent(origin, key -> new Remembered()).note = note;
                } else if (!name.equals(LOCK)) {
                    throw new Faulty(file.toString(), "is no file of a witness");
                }
            }
        }
        return logs;
    }

    private static SignedNote read(Path file, Witness witness) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            SignedNote note = SignedNote.parse(in.readNBytes(SignedNote.BYTES_MAX + 1));
            String origin = witness.recall(note).origin();
            if (!file.getFileName().toString().equals(Checkpoint.originHash(origin) + ENDING)) {
                throw new Faulty(file.toString(), "holds the log " + Text.quote(origin));
            }
            return note;
        } catch (Malformed | Unverified e) {
            throw new Faulty(file.toString(), "is damaged: " + e.getMessage());
        }
    }

    /// Answers one request. What is cosigned is on disk when this returns.
    ///
    /// Throws [Unavailable] when it cannot be written; nothing is given out then, and the request
    /// can be repeated.
    public WitnessAnswer answer(AddCheckpoint request) {
        Remembered log = logs.get(request.origin());
        if (log == null) {
            return witness.answer(request, TreeHead.EMPTY, clock.instant());
        }
        log.turn.lock();
        try {
            if (!lock.isOpen()) {
                throw new Unavailable("the witness is closed");
            }
            SignedNote note = log.note;
            TreeHead last = note == null ? TreeHead.EMPTY : Checkpoint.parse(note.text()).head();
            WitnessAnswer answer = witness.answer(request, last, clock.instant());
            if (answer instanceof Cosigned cosigned) {
                SignedNote kept = witness.kept(request, cosigned);
                write(request.origin(), kept);
                log.note = kept;
            }
            return answer;
        } finally {
            log.turn.unlock();
        }
    }

    private void write(String origin, SignedNote kept) {
        Path file = folder.resolve(Checkpoint.originHash(origin) + ENDING);
        try {
            writer.replace(file, kept.toBytes());
        } catch (IOException e) {
            throw new Unavailable("cannot write " + file, e);
        }
    }

    /// Returns the notes cosigned last, at most one a log, by origin. Each carries the signatures
    /// of the log and of this witness.
    public List<SignedNote> kept() {
        List<SignedNote> notes = new ArrayList<>();
        logs.keySet().stream()
                .sorted()
                .map(logs::get)
                .forEach(log -> Optional.ofNullable(log.note).ifPresent(notes::add));
        return notes;
    }

    /// Waits for running requests and lets go of the folder.
    @Override
    public void close() {
        logs.values().forEach(log -> log.turn.lock());
        try {
            if (lock.isOpen()) {
                release(folder, lock);
            }
        } finally {
            logs.values().forEach(log -> log.turn.unlock());
        }
    }

    private static void release(Path home, @Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new Unavailable("cannot close the lock of " + home, e);
        } finally {
            HELD.remove(home);
        }
    }
}
