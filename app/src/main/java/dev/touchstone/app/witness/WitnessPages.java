// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.VerifiedSignature;
import dev.touchstone.transparency.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A witness for people: its keys, which logs it watches, and how far it saw each. Thread-safe.
public final class WitnessPages {
    private final Witness witness;
    private final Supplier<List<SignedNote>> kept;
    private final String url;

    /// A page over a witness.
    ///
    /// @param kept the notes cosigned last
    /// @param url the submission prefix, as logs are told it
    public WitnessPages(Witness witness, Supplier<List<SignedNote>> kept, String url) {
        this.witness = witness;
        this.kept = kept;
        this.url = url;
    }

    /// What was seen of one log.
    ///
    /// @param hash stands for the origin in addresses
    /// @param seen what was cosigned last
    public record Watched(String origin, String hash, Optional<Seen> seen) {}

    /// What was cosigned last of a log.
    public record Seen(long size, String root, Instant at) {}

    /// What the page shows.
    ///
    /// @param url the submission prefix
    /// @param vkeys the witness's keys
    public record Shown(String url, List<String> vkeys, List<Watched> logs) {}

    /// Adds the page within the site.
    public void addTo(Routes routes) {
        routes.get("/witness", Access.OPEN, request -> page(request, "witness/witness"));
    }

    /// Adds the page of a witness that stands alone.
    void addAloneTo(Routes routes) {
        routes.get("/", Access.OPEN, request -> page(request, "witness/alone"));
    }

    private Response page(Request request, String template) {
        return request.page(template, Map.of("model", shown()));
    }

    private Shown shown() {
        Map<String, Optional<Seen>> seen = new TreeMap<>();
        witness.origins().forEach(origin -> seen.put(origin, Optional.empty()));
        for (SignedNote note : kept.get()) {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            seen.put(checkpoint.origin(), Optional.of(seen(note, checkpoint)));
        }
        List<Watched> logs = new ArrayList<>();
        seen.forEach(
                (origin, last) ->
                        logs.add(new Watched(origin, Checkpoint.originHash(origin), last)));
        List<String> vkeys = witness.keys().stream().map(key -> key.vkey()).toList();
        return new Shown(url, vkeys, logs);
    }

    private Seen seen(SignedNote note, Checkpoint checkpoint) {
        Instant at =
                note.verify(witness.keys()).stream()
                        .map(VerifiedSignature::time)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(Instant.EPOCH);
        return new Seen(checkpoint.size(), checkpoint.root().toBase64(), at);
    }
}
