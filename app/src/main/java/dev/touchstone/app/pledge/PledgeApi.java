// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signatures for programs. Thread-safe.
public final class PledgeApi {
    private static final String[] SIGNING = {
        "textHash",
        "signerName",
        "signerRole",
        "category",
        "consent",
        "consentVersion",
        "ownKey",
        "ownSignature"
    };

    private final Pledges pledges;
    private final PledgeDesk desk;

    /// An API of signatures.
    public PledgeApi(Pledges pledges, PledgeDesk desk) {
        this.pledges = pledges;
        this.desk = desk;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access owner = Access.of(Role.OWNER).withScope(Scope.PLEDGE);
        Access operator = Access.of(Role.OPERATOR).withScope(Scope.PLEDGE);
        Access reviewer = Access.of(Role.REVIEWER).withScope(Scope.PLEDGE);
        Access publisher = Access.of(Role.PUBLISHER).withScope(Scope.PLEDGE);
        Access refusers = Access.of(Role.REVIEWER, Role.PUBLISHER).withScope(Scope.PLEDGE);
        Access readers =
                Access.of(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.OWNER)
                        .withScope(Scope.PLEDGE);
        routes.post("/api/campaigns/{id}/signatures", owner, this::sign)
                .post(
                        "/api/campaigns/{id}/signatures/import",
                        operator,
                        Csv.FILE_BYTES_MAX,
                        this::importSignatures)
                .post("/api/campaigns/{id}/approve-all", reviewer, this::approveAll)
                .post("/api/campaigns/{id}/publish-all", publisher, this::publishAll)
                .get("/api/campaigns/{id}/to-sign", owner, this::toSign)
                .get("/api/signatures/{id}", readers, this::show)
                .post("/api/signatures/{id}/approve", reviewer, this::approve)
                .post("/api/signatures/{id}/take-back", reviewer, this::takeBack)
                .post("/api/signatures/{id}/publish", publisher, this::publish)
                .post("/api/signatures/{id}/refuse", refusers, this::refuse)
                .post("/api/signatures/{id}/withdraw", owner, this::withdraw)
                .post("/api/signatures/{id}/remove", publisher, this::remove)
                .post("/api/signatures/{id}/appeal", owner, this::appeal)
                .post("/api/signatures/{id}/uphold", refusers, this::uphold)
                .post("/api/signatures/{id}/overturn", refusers, this::overturn);
    }

    private Response sign(Request request) {
        Pledge.Signing signing = signing(request.input(SIGNING));
        Pledge pledge =
                pledges.sign(request.signedIn(), request.id("id"), signing, (tx, made) -> {});
        return Response.json(201, PledgeJson.of(pledge))
                .header("Location", "/api/signatures/" + pledge.id());
    }

    /// Reads what the form of a signature holds.
    static Pledge.Signing form(Request request) {
        return signing(request.isMultipart() ? request.fields(SIGNING) : request.input(SIGNING));
    }

    private static Pledge.Signing signing(Input input) {
        String hash = input.text("textHash", 64);
        Pledge.Signer signer =
                new Pledge.Signer(
                        input.text("signerName", Pledge.SIGNER_LENGTH_MAX),
                        input.text("signerRole", Pledge.SIGNER_LENGTH_MAX));
        Category category = input.choice("category", Category.class);
        if (!input.flag("consent")) {
            throw new Refused(Code.CONSENT_NEEDED).at("consent");
        }
        int read = Signatures.CONSENT_VERSION;
        if (input.has("consentVersion") && input.integer("consentVersion", 1, 1_000) != read) {
            throw new Refused(Code.TEXT_CHANGED).at("consentVersion");
        }
        Optional<OwnSignature.Given> own = Optional.empty();
        if (input.has("ownKey") || input.has("ownSignature")) {
            own =
                    Optional.of(
                            new OwnSignature.Given(
                                    input.secret("ownKey", OwnSignature.KEY_LENGTH_MAX),
                                    input.secret(
                                            "ownSignature", OwnSignature.SIGNATURE_LENGTH_MAX)));
        }
        return new Pledge.Signing(hash, signer, category, own);
    }

    private Response toSign(Request request) {
        return Response.text(pledges.toSign(request.signedIn(), request.id("id")))
                .header("Cache-Control", "no-store")
                .attachment("pledge.txt");
    }

    private Response importSignatures(Request request) {
        request.requireType("text/csv");
        boolean dryRun = ImportReport.dryRun(request);
        List<Csv.Row> rows = Csv.read(request.body(), SignatureImport.REQUIRED, List.of());
        boolean skipBad = ImportReport.skipBad(request);
        return pledges.importSignatures(request.signedIn(), request.id("id"), rows, dryRun, skipBad)
                .response(request);
    }

    private Response approveAll(Request request) {
        int count = pledges.approveAll(request.signedIn(), request.id("id"));
        return Response.json(Map.of("approved", count));
    }

    private Response publishAll(Request request) {
        int count = pledges.publishAll(request.signedIn(), request.id("id"));
        return Response.json(Map.of("published", count));
    }

    private Response show(Request request) {
        PledgeDesk.Detail detail = desk.detail(request.signedIn(), request.id("id"));
        Map<String, Object> json = new LinkedHashMap<>(PledgeJson.of(detail.pledge()));
        json.put("signerName", detail.signer().name());
        json.put("signerRole", detail.signer().role());
        detail.letter().ifPresent(letter -> json.put("letter", PledgeJson.of(letter)));
        detail.own().ifPresent(own -> json.put("ownSignature", PledgeJson.of(own)));
        detail.consent().ifPresent(version -> json.put("consentVersion", version));
        json.put("history", detail.steps().stream().map(PledgeJson::of).toList());
        return Response.json(json);
    }

    private Response approve(Request request) {
        return Response.json(PledgeJson.of(pledges.approve(request.signedIn(), request.id("id"))));
    }

    private Response publish(Request request) {
        return Response.json(PledgeJson.of(pledges.publish(request.signedIn(), request.id("id"))));
    }

    private Response takeBack(Request request) {
        return Response.json(PledgeJson.of(pledges.takeBack(request.signedIn(), request.id("id"))));
    }

    private Response refuse(Request request) {
        Reason reason = reason(request, Reason.Use.REFUSAL);
        return Response.json(
                PledgeJson.of(pledges.refuse(request.signedIn(), request.id("id"), reason)));
    }

    private Response withdraw(Request request) {
        Reason reason = reason(request, Reason.Use.WITHDRAWAL);
        return Response.json(
                PledgeJson.of(pledges.withdraw(request.signedIn(), request.id("id"), reason)));
    }

    private Response remove(Request request) {
        Reason reason = reason(request, Reason.Use.REMOVAL);
        return Response.json(
                PledgeJson.of(pledges.remove(request.signedIn(), request.id("id"), reason)));
    }

    private Response appeal(Request request) {
        String text = appealText(request);
        return Response.json(
                PledgeJson.of(pledges.appeal(request.signedIn(), request.id("id"), text)));
    }

    private Response uphold(Request request) {
        return decide(request, true);
    }

    private Response overturn(Request request) {
        return decide(request, false);
    }

    private Response decide(Request request, boolean stands) {
        String text = decision(request);
        return Response.json(
                PledgeJson.of(
                        pledges.decideAppeal(request.signedIn(), request.id("id"), stands, text)));
    }

    static String appealText(Request request) {
        return request.input("text").lines("text", Pledge.APPEAL_LENGTH_MAX);
    }

    static String decision(Request request) {
        return request.input("reason").text("reason", Pledge.REASON_LENGTH_MAX);
    }

    /// A reason of the list with its sentence; without a code, one that is not on the list.
    static Reason reason(Request request, Reason.Use use) {
        Input input = request.input("reason", "reasonCode");
        String text = input.text("reason", Pledge.REASON_LENGTH_MAX);
        if (!input.has("reasonCode")) {
            return Reason.other(text);
        }
        Reason.Kind kind = input.choice("reasonCode", Reason.Kind.class);
        List<Reason.Kind> fitting = Reason.Kind.of(use);
        if (!fitting.contains(kind)) {
            throw new Refused(Code.UNKNOWN_VALUE, fitting).at("reasonCode");
        }
        return new Reason(kind, text);
    }
}
