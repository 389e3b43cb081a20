// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessAnswer.Refused;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Asks one witness over HTTP to cosign our checkpoints.
///
/// As thread-safe as the HTTP client, which is the caller's and stays open.
///
/// Standard: C2SP tlog-witness, add-checkpoint.
public final class WitnessClient {
    private static final String SIZE_TYPE = "text/x.tlog.size";

    private final HttpClient client;
    private final URI prefix;
    private final NoteVerifier key;
    private final Duration timeout;

    /// Asks the witness with this key below its submission prefix.
    ///
    /// @param timeout for one request, from its start to the last byte of the answer
    public WitnessClient(HttpClient client, URI prefix, NoteVerifier key, Duration timeout) {
        this.client = client;
        this.prefix = Http.prefix(prefix);
        this.key = key;
        this.timeout = timeout;
    }

    /// Returns the checkpoint with the witness's cosignature, verified, added.
    ///
    /// When the witness last saw another size than `oldSize` it says so, and is asked once more
    /// from there. Throws [Unavailable] when it does not cosign, with its answer.
    ///
    /// @param oldSize the size that this witness cosigned last as far as known, 0 if never
    /// @param tiles the log's tiles, for the proof
    public SignedNote cosign(SignedNote checkpoint, long oldSize, TileReader tiles) {
        long size = Checkpoint.parse(checkpoint.text()).size();
        return switch (ask(checkpoint, oldSize, tiles)) {
            case Cosigned cosigned -> checkpoint.with(cosigned.cosignatures());
            case Conflict conflict ->
                    throw new Unavailable(
                            "witness %s is at size %d, not at or below %d"
                                    .formatted(key.name(), conflict.size(), size));
            case Refused refused ->
                    throw new Unavailable(
                            "witness %s answered %d %s"
                                    .formatted(
                                            key.name(),
                                            refused.status(),
                                            Text.quote(refused.reason())));
        };
    }

    /// Asks for a cosignature like [#cosign], and leaves to the caller what to make of a refusal.
    ///
    /// The cosignatures returned are by the witness's own key, verified, and carry a time. A
    /// conflict that is returned names a size above that of the checkpoint, or one the witness did
    /// not stand by when it was asked again from there.
    public WitnessAnswer ask(SignedNote checkpoint, long oldSize, TileReader tiles) {
        long size = Checkpoint.parse(checkpoint.text()).size();
        WitnessAnswer answer = send(AddCheckpoint.of(Math.min(oldSize, size), checkpoint, tiles));
        if (answer instanceof Conflict conflict && conflict.size() <= size) {
            answer = send(AddCheckpoint.of(conflict.size(), checkpoint, tiles));
        }
        return answer instanceof Cosigned cosigned
                ? new Cosigned(verified(checkpoint, cosigned.cosignatures()))
                : answer;
    }

    /// Keeps only the lines by the witness's own key; a bad one among them spoils the answer.
    private List<NoteSignature> verified(SignedNote checkpoint, List<NoteSignature> lines) {
        List<NoteSignature> own = lines.stream().filter(key::claims).toList();
        if (own.isEmpty()) {
            throw new Unavailable("witness %s did not sign with its key".formatted(key.id()));
        }
        for (NoteSignature line : own) {
            if (key.verify(checkpoint.text(), line).time().isEmpty()) {
                throw new Unverified("witness %s left out the time".formatted(key.id()));
            }
        }
        return own;
    }

    /// Sends one request.
    public WitnessAnswer send(AddCheckpoint request) {
        HttpRequest post =
                HttpRequest.newBuilder(prefix.resolve("add-checkpoint"))
                        .POST(BodyPublishers.ofByteArray(request.toBytes()))
                        .build();
        Set<Integer> statuses = Set.of(200, 400, 403, 404, 409, 422);
        var body = Http.bodyOf(statuses, SignedNote.BYTES_MAX);
        HttpResponse<byte[]> response = Http.send(client, post, body, timeout);
        String text = Text.utf8(response.body(), "answer of witness " + key.name());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return switch (response.statusCode()) {
            case 200 -> new Cosigned(SignedNote.parseSignatures(text));
            case 409 -> new Conflict(size(type, text));
            default -> new Refused(response.statusCode(), text);
        };
    }

    private static long size(String type, String text) {
        if (!type.equals(SIZE_TYPE) || !text.endsWith("\n")) {
            throw new Malformed("a conflict comes with a size, not " + Text.quote(text));
        }
        return Text.decimal(text.substring(0, text.length() - 1), "size");
    }
}
