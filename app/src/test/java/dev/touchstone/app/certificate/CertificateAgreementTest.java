// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Refused;
import dev.touchstone.credential.StatusList;
import dev.touchstone.credential.StatusPurpose;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// Plays random histories of certificates and compares, after every step, what the page says of
/// each with the bits of the status lists and with what a verifier makes of its credential.
class CertificateAgreementTest {
    private static final int STEPS = 120;
    private static final int PLEDGES = 8;
    private static final List<CertificateState> CHANGES =
            List.of(
                    CertificateState.SUSPENDED,
                    CertificateState.VALID,
                    CertificateState.SUSPENDED,
                    CertificateState.VALID,
                    CertificateState.WITHDRAWN);

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void thePageTheListsAndTheCredentialAlwaysAgree() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
        System.out.println("CertificateAgreementTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        try (CertificateWorld world = new CertificateWorld()) {
            List<String> numbers = new ArrayList<>();
            Map<String, Integer> seen = new HashMap<>();
            for (int n = 1; n <= PLEDGES; n++) {
                world.clock.advance(Duration.ofDays(random.nextInt(3)));
                numbers.add(world.certificates.issue(PUBLISHER, world.published(n).id()).number());
            }
            for (int step = 0; step < STEPS; step++) {
                String number = numbers.get(random.nextInt(numbers.size()));
                act(world, numbers, number, random);
                Lists lists = new Lists(world.certificates);
                for (String each : numbers) {
                    seen.merge(agreed(world, lists, each).name(), 1, Integer::sum);
                }
            }
            assertThat(seen).containsKeys("VALID", "SUPERSEDED");
        }
    }

    private void act(CertificateWorld world, List<String> numbers, String number, Random random) {
        try {
            switch (random.nextInt(8)) {
                case 0 -> world.clock.advance(Duration.ofDays(random.nextInt(25)));
                case 1 -> world.certificates.expireDue();
                case 2 -> numbers.add(world.certificates.reissue(PUBLISHER, number, "更正").number());
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        Certificate one = world.certificates.show(number).certificate();
                        world.pledges.remove(PUBLISHER, one.pledge(), "登记信息不实");
                    }
                }
                default ->
                        world.certificates.change(
                                PUBLISHER,
                                number,
                                CHANGES.get(random.nextInt(CHANGES.size())),
                                "示例原因");
            }
        } catch (Refused refused) {
            assertThat(refused.code().status()).isEqualTo(409);
        }
    }

    private CertificateState agreed(CertificateWorld world, Lists lists, String number) {
        Certificate shown = world.certificates.show(number).certificate();
        CertificateState state = shown.state();
        boolean revoked = lists.isSet(StatusPurpose.REVOCATION, shown.statusIndex());
        boolean suspended = lists.isSet(StatusPurpose.SUSPENSION, shown.statusIndex());
        assertThat(revoked)
                .as("revocation bit of %s, which is %s", number, state)
                .isEqualTo(
                        state == CertificateState.WITHDRAWN
                                || state == CertificateState.SUPERSEDED);
        assertThat(suspended)
                .as("suspension bit of %s, which is %s", number, state)
                .isEqualTo(state == CertificateState.SUSPENDED);
        Instant now = world.clock.instant();
        Verification found =
                new Verifier(world.keys.document(), lists::of)
                        .verify(world.certificates.credential(number), now);
        assertThat(found instanceof Verification.Valid)
                .as("the credential of %s, which is %s: %s", number, state, found)
                .isEqualTo(state == CertificateState.VALID);
        if (state == CertificateState.EXPIRED) {
            assertThat(((Verification.Invalid) found).reason())
                    .isEqualTo(Verification.Reason.EXPIRED);
        }
        return state;
    }

    /// The status lists of a moment, each made once.
    private static final class Lists {
        private final Map<StatusPurpose, String> signed = new EnumMap<>(StatusPurpose.class);
        private final Map<StatusPurpose, StatusList> bits = new EnumMap<>(StatusPurpose.class);

        Lists(Certificates certificates) {
            for (StatusPurpose purpose : StatusPurpose.values()) {
                String list = certificates.statusList(purpose, 0);
                signed.put(purpose, list);
                bits.put(purpose, StatusList.of((ObjectNode) JSON.readTree(list)));
            }
        }

        boolean isSet(StatusPurpose purpose, long index) {
            return bits.get(purpose).isSet((int) index);
        }

        Optional<String> of(String url) {
            return signed.entrySet().stream()
                    .filter(each -> url.contains("/" + each.getKey().word() + "/"))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
