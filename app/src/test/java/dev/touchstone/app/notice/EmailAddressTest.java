// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.cn",
                "first.last+tag@sub.example.org",
                "o'neil@example.org",
                "1234567890123456789012345678901234567890123456789012345678901234@example.org",
                "name@xn--fiqs8s.cn"
            })
    void takesPlainAddresses(String text) {
        assertThat(EmailAddress.parse(" " + text + "\t").text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@example.org",
                "name",
                "name@",
                "name@host",
                "name@.org",
                "name@example..org",
                "name@-example.org",
                ".name@example.org",
                "name.@example.org",
                "na me@example.org",
                "name@example.org\r\nBcc: other@example.org",
                "a@b.cn,c@d.cn",
                "\"quoted\"@example.org",
                "name@[127.0.0.1]",
                "姓名@example.org",
                "12345678901234567890123456789012345678901234567890123456789012345@example.org"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> EmailAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {EmailAddress.LENGTH_MAX, EmailAddress.LENGTH_MAX + 1})
    void takesTwoHundredAndFiftyFourCharactersAndNoMore(int length) {
        String labels = "a.".repeat(130) + "b".repeat(63);
        String text = "n@" + labels.substring(labels.length() - length + 2);
        String fitted = text.replace("@.", "@a");
        assertThat(fitted).hasSize(length);
        if (length == EmailAddress.LENGTH_MAX) {
            assertThat(new EmailAddress(fitted).text()).isEqualTo(fitted);
        } else {
            assertThatThrownBy(() -> new EmailAddress(fitted))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "name@example.org")
    void doesNotPrintItself(String text) {
        assertThat(new EmailAddress(text).toString()).doesNotContain("name", "example");
    }
}
