// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.ArrayList;
import java.util.List;

/// Reports on commitments for programs. Thread-safe.
public final class CommitmentApi {
    private final Commitments commitments;
    private final CommitmentDesk desk;

    /// An API of reports.
    public CommitmentApi(Commitments commitments, CommitmentDesk desk) {
        this.commitments = commitments;
        this.desk = desk;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access writers = Access.of(Role.OWNER, Role.QUALITY).withScope(Scope.PLEDGE);
        Access owner = Access.of(Role.OWNER).withScope(Scope.PLEDGE);
        Access operator = Access.of(Role.OPERATOR).withScope(Scope.PLEDGE);
        routes.get("/api/signatures/{id}/commitments", Access.OPEN, this::show)
                .post("/api/signatures/{id}/commitments/{place}/draft", writers, this::draft)
                .post("/api/signatures/{id}/commitments/{place}/publish", owner, this::publish)
                .post("/api/campaigns/{id}/commitments/plan", operator, this::plan);
    }

    private Response show(Request request) {
        return Response.json(CommitmentJson.of(commitments.show(request.id("id"))));
    }

    private Response draft(Request request) {
        return Response.json(CommitmentJson.of(draft(commitments, request).said()));
    }

    private Response publish(Request request) {
        return Response.json(CommitmentJson.of(publish(commitments, request)));
    }

    private Response plan(Request request) {
        return Response.json(CommitmentJson.of(plan(desk, request)));
    }

    static Place place(Request request) {
        return request.part("place", Place::parse);
    }

    static Draft draft(Commitments commitments, Request request) {
        List<String> fields = new ArrayList<>(List.of("textZh", "textEn", "seen", "evidence"));
        for (int i = 1; i <= Said.EVIDENCE_MAX; i++) {
            fields.add("kind" + i);
            fields.add("reference" + i);
        }
        Input input = request.input(fields.toArray(String[]::new));
        Said said =
                new Said(
                        input.lines("textZh", Said.LENGTH_MAX),
                        input.optionalText("textEn", Said.LENGTH_MAX).orElse(""),
                        request.isForm() ? rows(input) : list(input));
        return commitments.draft(
                request.signedIn(), request.id("id"), place(request), said, seen(input));
    }

    private static int seen(Input input) {
        return (int) input.integer("seen", 0, CommitmentReport.VERSIONS_MAX);
    }

    private static List<Evidence> list(Input input) {
        if (!input.has("evidence")) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        for (Input one : input.objects("evidence", 0, Said.EVIDENCE_MAX, "kind", "reference")) {
            evidence.add(evidence(one, "kind", "reference"));
        }
        return evidence;
    }

    /// The rows of a form; those without a reference are left out.
    private static List<Evidence> rows(Input input) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 1; i <= Said.EVIDENCE_MAX; i++) {
            if (input.has("reference" + i)) {
                evidence.add(evidence(input, "kind" + i, "reference" + i));
            }
        }
        return evidence;
    }

    private static Evidence evidence(Input input, String kind, String reference) {
        Evidence.Kind chosen = input.choice(kind, Evidence.Kind.class);
        return input.parse(
                reference, Evidence.REFERENCE_LENGTH_MAX, text -> new Evidence(chosen, text));
    }

    static CommitmentReport publish(Commitments commitments, Request request) {
        int seen = seen(request.input("seen"));
        return commitments.publish(request.signedIn(), request.id("id"), place(request), seen);
    }

    static CommitmentPlan plan(CommitmentDesk desk, Request request) {
        Input input = request.input("dueOn", "parts");
        return desk.plan(
                request.signedIn(),
                request.id("id"),
                input.date("dueOn"),
                (int) input.integer("parts", 1, Integer.MAX_VALUE));
    }

    /// What a list of a campaign's enterprises has as its columns.
    static final List<String> COLUMNS =
            List.of("pledge", "creditCode", "nameZh", "nameEn", "reported", "expected", "latestAt");

    static List<String> cells(CommitmentDesk.Progress one, int expected) {
        return List.of(
                one.pledge().toString(),
                one.creditCode(),
                one.name().zh(),
                one.name().en(),
                String.valueOf(one.reported()),
                String.valueOf(expected),
                one.latestAt().map(Object::toString).orElse(""));
    }
}
