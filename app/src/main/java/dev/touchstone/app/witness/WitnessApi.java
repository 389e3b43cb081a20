// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.transparency.AddCheckpoint;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.WitnessAnswer;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A witness for programs: C2SP tlog-witness below a prefix, and its keys at `vkey`. Thread-safe.
public final class WitnessApi {
    /// Requests from one network a minute.
    static final int REQUESTS_PER_MINUTE_MAX = 600;

    private static final int EVIDENCE_LINES_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(WitnessApi.class);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";

    private final Function<AddCheckpoint, WitnessAnswer> witness;
    private final Supplier<List<SignedNote>> kept;
    private final List<NoteVerifier> keys;
    private final RateLimit limit = new RateLimit(REQUESTS_PER_MINUTE_MAX, Duration.ofMinutes(1));

    /// An interface over a witness.
    ///
    /// @param witness answers a request, and has stored what it cosigned when it returns
    /// @param kept the notes cosigned last
    /// @param keys what it cosigns with
    public WitnessApi(
            Function<AddCheckpoint, WitnessAnswer> witness,
            Supplier<List<SignedNote>> kept,
            List<NoteVerifier> keys) {
        this.witness = witness;
        this.kept = kept;
        this.keys = List.copyOf(keys);
    }

    /// Adds the addresses.
    ///
    /// @param prefix submission and monitoring prefix: empty, or starting with a slash
    public void addTo(Routes routes, String prefix) {
        routes.postForNobody(
                        prefix + "/add-checkpoint", AddCheckpoint.BYTES_MAX, this::addCheckpoint)
                .get(prefix + "/vkey", Access.OPEN, request -> Response.text(vkeys(keys)))
                .get(prefix + "/{origin}/checkpoint", Access.OPEN, this::checkpoint);
    }

    /// The keys, a line each.
    static String vkeys(List<NoteVerifier> keys) {
        return keys.stream().map(key -> key.vkey() + "\n").collect(Collectors.joining());
    }

    private Response addCheckpoint(Request request) {
        limit.spend(RateLimit.prefix(request.peerAddress()));
        AddCheckpoint asked;
        try {
            asked = AddCheckpoint.parse(request.body());
        } catch (TransparencyException.Malformed e) {
            return answer(400, TEXT, e.getMessage() + "\n");
        }
        WitnessAnswer answer;
        try {
            answer = witness.apply(asked);
        } catch (TransparencyException.Unavailable | TransparencyException.Faulty e) {
            LOG.error("witness stands still: {}", e.getMessage(), e);
            throw new Refused(Code.UNAVAILABLE);
        }
        note(asked, answer);
        return switch (answer) {
            case Cosigned(var cosignatures) ->
                    answer(
                            200,
                            TEXT,
                            cosignatures.stream()
                                    .map(line -> line + "\n")
                                    .collect(Collectors.joining()));
            case Conflict(long size) -> answer(409, SIZE, size + "\n");
            case WitnessAnswer.Refused(int status, String reason) ->
                    answer(status, TEXT, reason + "\n");
        };
    }

    /// A checkpoint that the log signed and that does not follow from what was cosigned may be
    /// evidence against the log: what the log signed goes into our own log.
    private static void note(AddCheckpoint asked, WitnessAnswer answer) {
        switch (answer) {
            case WitnessAnswer.Refused(int status, String reason) when status == 422 ->
                    LOG.warn(
                            "witness refuses origin={} old={} reason={} checkpoint={}",
                            asked.origin(),
                            asked.oldSize(),
                            reason,
                            signed(asked));
            case WitnessAnswer.Refused(int status, String reason) ->
                    LOG.info("witness answer={} reason={}", status, reason);
            case Cosigned ignored ->
                    LOG.info(
                            "witness answer=200 origin={} size={}",
                            asked.origin(),
                            Checkpoint.parse(asked.checkpoint().text()).size());
            case Conflict(long size) ->
                    LOG.info("witness answer=409 origin={} size={}", asked.origin(), size);
        }
    }

    private static String signed(AddCheckpoint asked) {
        String lines =
                asked.checkpoint().signatures().stream()
                        .filter(line -> line.name().equals(asked.origin()))
                        .limit(EVIDENCE_LINES_MAX)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
        return (asked.checkpoint().text() + "\n" + lines).replace("\n", "\\n");
    }

    private Response checkpoint(Request request) {
        String hash = request.part("origin");
        for (SignedNote note : kept.get()) {
            if (Checkpoint.originHash(Checkpoint.parse(note.text()).origin()).equals(hash)) {
                return Response.text(note.toString()).header("Cache-Control", "no-cache");
            }
        }
        throw new Refused(Code.NOT_FOUND);
    }

    private static Response answer(int status, String type, String text) {
        return Response.bytes(status, type, text.getBytes(UTF_8));
    }
}
