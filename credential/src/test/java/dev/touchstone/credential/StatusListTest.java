// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static dev.touchstone.credential.Samples.DID;
import static dev.touchstone.credential.Samples.DOCUMENT;
import static dev.touchstone.credential.Samples.ISSUER;
import static dev.touchstone.credential.Samples.LATER;
import static dev.touchstone.credential.Samples.LIST_URL;
import static dev.touchstone.credential.Samples.SIGNED;
import static dev.touchstone.credential.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StatusListTest {
    private static final StatusList EMPTY =
            StatusList.empty(StatusPurpose.REVOCATION, StatusList.ENTRIES_MIN);
    private static final ObjectNode CREDENTIAL =
            ISSUER.issue(
                    Samples.announcement()
                            .status(new StatusEntry(LIST_URL, StatusPurpose.REVOCATION, 94_567))
                            .build(),
                    SIGNED);

    private static Verification verify(ObjectNode list) {
        Verifier verifier =
                new Verifier(
                        DOCUMENT,
                        url ->
                                url.equals(LIST_URL)
                                        ? Optional.of(StrictJson.text(list))
                                        : Optional.empty());
        return verifier.verify(StrictJson.text(CREDENTIAL), LATER);
    }

    private static ObjectNode published(StatusList list) {
        return ISSUER.issue(list.credential(LIST_URL, DID, SIGNED), SIGNED);
    }

    @Test
    void countsBitsFromTheLeft() {
        StatusList list = EMPTY.with(0, true).with(9, true);
        assertThat(list.isSet(0)).isTrue();
        assertThat(list.isSet(1)).isFalse();
        assertThat(list.isSet(8)).isFalse();
        assertThat(list.isSet(9)).isTrue();
        assertThat(list.with(9, false).isSet(9)).isFalse();
        assertThat(EMPTY.isSet(0)).isFalse();
    }

    @Test
    void readsBackWhatItPublished() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("touchstone.seed=" + seed);
        Random random = new Random(seed);
        StatusList list = StatusList.empty(StatusPurpose.SUSPENSION, StatusList.ENTRIES_MAX);
        int[] set = random.ints(50, 0, list.entries()).toArray();
        for (int index : set) {
            list = list.with(index, true);
        }
        StatusList read = StatusList.of(list.credential(LIST_URL, DID, SIGNED).json());
        assertThat(read.purpose()).isEqualTo(StatusPurpose.SUSPENSION);
        for (int i = 0; i < list.entries(); i++) {
            if (read.isSet(i) != list.isSet(i)) {
                throw new AssertionError("bit " + i);
            }
        }
    }

    @Test
    void refusesAWithdrawnCredentialOnly() {
        assertThat(verify(published(EMPTY))).isInstanceOf(Valid.class);
        assertThat(verify(published(EMPTY.with(94_566, true)))).isInstanceOf(Valid.class);
        assertThat(reason(verify(published(EMPTY.with(94_567, true))))).isEqualTo(Reason.REVOKED);
    }

    @Test
    void refusesAListThatIsNotTheIssuers() {
        Issuer other = new Issuer(DID, Samples.key(9));
        ObjectNode forged = other.issue(EMPTY.credential(LIST_URL, DID, SIGNED), SIGNED);
        assertThat(reason(verify(forged))).isEqualTo(Reason.STATUS_UNKNOWN);
        ObjectNode elsewhere = ISSUER.issue(EMPTY.credential(LIST_URL + "2", DID, SIGNED), SIGNED);
        assertThat(reason(verify(elsewhere))).isEqualTo(Reason.STATUS_UNKNOWN);
        StatusList suspension = StatusList.empty(StatusPurpose.SUSPENSION, StatusList.ENTRIES_MIN);
        assertThat(reason(verify(published(suspension)))).isEqualTo(Reason.STATUS_UNKNOWN);
        assertThat(
                        reason(
                                new Verifier(DOCUMENT, StatusSource.NONE)
                                        .verify(StrictJson.text(CREDENTIAL), LATER)))
                .isEqualTo(Reason.STATUS_UNKNOWN);
    }

    @Test
    void refusesSizesPastTheLimits() {
        for (int entries :
                new int[] {
                    StatusList.ENTRIES_MIN - 8,
                    StatusList.ENTRIES_MIN + 1,
                    StatusList.ENTRIES_MAX + 8
                }) {
            assertThatThrownBy(() -> StatusList.empty(StatusPurpose.REVOCATION, entries))
                    .isInstanceOf(MalformedDocument.class);
        }
        assertThatThrownBy(() -> EMPTY.isSet(EMPTY.entries())).hasMessageContaining("no entry");
        assertThatThrownBy(() -> EMPTY.isSet(-1)).hasMessageContaining("no entry");
    }

    @Test
    void refusesAListThatUnpacksToTooMuchOrTooLittle() {
        ObjectNode json = EMPTY.credential(LIST_URL, DID, SIGNED).json();
        ObjectNode subject = (ObjectNode) json.get("credentialSubject");
        subject.put("encodedList", packed(StatusList.ENTRIES_MAX / 8 + 1));
        assertThatThrownBy(() -> StatusList.of(json)).hasMessageContaining("more than");
        subject.put("encodedList", packed(StatusList.ENTRIES_MIN / 8 - 1));
        assertThatThrownBy(() -> StatusList.of(json)).hasMessageContaining("shorter");
        subject.put("encodedList", "uAAAA");
        assertThatThrownBy(() -> StatusList.of(json)).hasMessageContaining("gzip");
        subject.put("encodedList", "AAAA");
        assertThatThrownBy(() -> StatusList.of(json)).hasMessageContaining("multibase");
    }

    private static String packed(int bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[bytes]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Multibase.base64url(out.toByteArray());
    }
}
