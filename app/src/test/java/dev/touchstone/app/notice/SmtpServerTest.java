// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {
    private static final String FROM = "noreply@quality.example";

    @Test
    void knowsTheUsualPorts() {
        SmtpServer first = SmtpServer.of("smtps://me@mail.example", "secret", FROM);
        assertThat(first.port()).isEqualTo(465);
        assertThat(first.encrypted()).isTrue();
        assertThat(first.user()).contains("me");
        assertThat(first.address()).isEqualTo("smtps://me@mail.example:465");
        SmtpServer second = SmtpServer.of("smtp://mail.example", "", FROM);
        assertThat(second.port()).isEqualTo(587);
        assertThat(second.encrypted()).isFalse();
        assertThat(second.isLocal()).isFalse();
        assertThat(SmtpServer.of("smtp://127.0.0.1:25", "", FROM).isLocal()).isTrue();
    }

    @Test
    void neverPrintsThePassword() {
        SmtpServer server = SmtpServer.of("smtps://me@mail.example", "secret", FROM);
        assertThat(server.toString() + server.address()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example",
                "http://mail.example",
                "smtps://",
                "smtps://mail.example/path",
                "smtps://mail.example?x=1",
                "smtps://me:secret@mail.example",
                "smtps://me@mail.example"
            })
    void refusesWhatIsNoAddressAndPasswordsInIt(String address) {
        assertThatThrownBy(() -> SmtpServer.of(address, "", FROM))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
