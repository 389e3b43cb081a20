// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import dev.touchstone.app.upload.Documents;
import dev.touchstone.app.usecase.Role;
import java.util.Map;

/// Campaigns and signatures in states that the demo does not leave behind: to be signed, refused,
/// appealed against, being prepared.
final class PledgeWorld {
    private final Actor operator;
    private final Actor owner;
    private final Actor reviewer;
    private final String toSign;
    private final String refused;
    private final String appealed;
    private final String draft;

    PledgeWorld(PageWorld world) {
        operator = world.with(Role.OPERATOR);
        owner = world.with(Role.OWNER);
        reviewer = world.with(Role.REVIEWER);
        toSign = opened();
        refused = refusedSignature();
        appealed = refusedSignature();
        made(
                owner.post(
                        "/api/signatures/" + appealed + "/appeal",
                        Map.of("text", "授权书已于签署当日随附，请复核。")));
        draft = id(operator.post("/api/campaigns", PlayedDemo.campaign()));
    }

    /// The desk of a campaign that the maker may sign.
    String toSign() {
        return "/desk/campaigns/" + toSign;
    }

    /// A signature of the maker that may be appealed against.
    String refused() {
        return "/desk/signatures/" + refused;
    }

    /// One whose appeal waits.
    String appealed() {
        return "/desk/signatures/" + appealed;
    }

    /// The desk of a campaign that is being prepared.
    String draft() {
        return "/desk/campaigns/" + draft;
    }

    private static Actor.Answer made(Actor.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static String id(Actor.Answer answer) {
        return made(answer).json().path("id").asString();
    }

    private String opened() {
        String id = id(operator.post("/api/campaigns", PlayedDemo.campaign()));
        made(operator.post("/api/campaigns/" + id + "/open", Map.of()));
        return id;
    }

    private String refusedSignature() {
        String path = "/api/campaigns/" + opened();
        String hash = owner.get(path).json().path("textHash").asString();
        String signature =
                id(
                        owner.post(
                                path + "/signatures",
                                Map.of(
                                        "textHash", hash,
                                        "signerName", "示例签署人",
                                        "signerRole", "总经理",
                                        "category", "BENCHMARK",
                                        "consent", true)));
        String letter = "/api/signatures/" + signature + "/letter";
        made(owner.post(letter, "application/pdf", Documents.pdf()));
        made(
                reviewer.post(
                        "/api/signatures/" + signature + "/refuse",
                        Map.of("reason", "授权书缺少法人签字", "reasonCode", "LETTER_UNREADABLE")));
        return signature;
    }
}
