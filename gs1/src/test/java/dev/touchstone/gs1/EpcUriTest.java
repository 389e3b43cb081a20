// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpcUriTest {
    @ParameterizedTest
    @CsvSource({
        "urn:epc:id:sgtin:0614141.712345.2017,/01/70614141123451/21/2017,INSTANCE",
        "urn:epc:id:sgtin:0614141.107346.32a%2Fb,/01/10614141073464/21/32a%2Fb,INSTANCE",
        "urn:epc:class:lgtin:0614141.712345.998877,/01/70614141123451/10/998877,LOT",
        "urn:epc:idpat:sgtin:4012345.066666.*,/01/04012345666663,CLASS",
        "urn:epc:id:sscc:0614141.0123456789,/00/006141411234567890,INSTANCE",
        "urn:epc:id:sgln:4012345.00011.0,/414/4012345000115,LOCATION",
        "urn:epc:id:sgln:4012345.00011.scA,/414/4012345000115/254/scA,LOCATION",
        "urn:epc:id:pgln:4000001.00012,/417/4000001000128,LOCATION",
        "urn:epc:id:grai:4012345.55555.987,/8003/04012345555554987,INSTANCE",
        "urn:epc:idpat:grai:4012345.55555.*,/8003/04012345555554,CLASS",
        "urn:epc:id:giai:4000001.111,/8004/4000001111,INSTANCE",
        "urn:epc:id:gsrn:0614141.0000010253,/8018/061414100000102534,INSTANCE",
        "urn:epc:id:gsrnp:0614141.0000010253,/8017/061414100000102534,INSTANCE",
        "urn:epc:id:gdti:0614141.12345.400,/253/0614141123452400,INSTANCE",
        "urn:epc:id:sgcn:4012345.67890.04711,/255/401234567890104711,INSTANCE",
        "urn:epc:id:cpi:0614141.123ABC.123456789,/8010/0614141123ABC/8011/123456789,INSTANCE",
        "urn:epc:id:ginc:0614141.xyz3311cba,/401/0614141xyz3311cba,INSTANCE",
        "urn:epc:id:gsin:0614141.123456789,/402/06141411234567890,INSTANCE",
        "urn:epc:id:itip:4012345.012345.01.02.987,/8006/040123451234560102/21/987,INSTANCE",
        "urn:epc:id:upui:1234567.089456.51qIgY)%3C%26Jp3*j7'SDB,"
                + "/01/01234567894560/235/51qIgY%29%3C%26Jp3%2Aj7%27SDB,INSTANCE",
    })
    void readsAndWritesUrns(String urn, String path, ItemKey.Level level) {
        DigitalLink link = EpcUri.toDigitalLink(urn).orElseThrow();
        assertThat(link.canonical()).isEqualTo("https://id.gs1.org" + path);
        int prefixDigits = urn.split(":", 5)[4].indexOf('.');
        assertThat(EpcUri.toUrn(link, prefixDigits)).contains(urn);
        assertThat(ItemKey.of(urn)).isEqualTo(new ItemKey(link.canonical(), level));
        assertThat(ItemKey.of("https://example.com" + path + "?linkType=all"))
                .isEqualTo(ItemKey.of(urn));
        assertThat(ItemKey.of(urn).link()).contains(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:epc:id:sgtin:0614141.12345.2017",
                "urn:epc:id:sgtin:0614141.712345",
                "urn:epc:id:sgtin:0614141.712345.",
                "urn:epc:id:sgtin:06141.71234500.1",
                "urn:epc:id:sgtin:0614141.71234x.1",
                "urn:epc:id:sgtin:0614141.712345.a&b",
                "urn:epc:id:sgtin:0614141.712345.123456789012345678901",
                "urn:epc:class:lgtin:0614141.712345.a b",
                "urn:epc:idpat:sgtin:0614141.712345.1",
                "urn:epc:id:giai:0614141.",
                "urn:epc:id:sscc:0614141.012345678",
                "urn:epc:id:itip:4012345.012345.1.2.987",
            })
    void refusesBrokenUrnsOfKnownSchemes(String urn) {
        assertThatThrownBy(() -> EpcUri.toDigitalLink(urn)).isInstanceOf(Gs1Exception.class);
        assertThatThrownBy(() -> ItemKey.of(urn)).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void keepsABrokenUrnAsItIsWhenAskedTo() {
        String urn = "urn:epc:id:sgtin:0614141.12345.2017";
        assertThat(ItemKey.lenient(urn)).isEqualTo(new ItemKey(urn, ItemKey.Level.OTHER));
    }

    @ParameterizedTest
    @CsvSource({
        "URN:UUID:374D95FC-9457-4A51-BD6A-0BBA133845A8,"
                + "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
        "HTTPS://Example.COM/Path?A=B,https://example.com/Path?A=B",
        "URN:Epc:id:gid:952056.2718.1414,urn:epc:id:gid:952056.2718.1414",
        "urn:epcglobal:cbv:bt:5200001010008:1152,urn:epcglobal:cbv:bt:5200001010008:1152",
        "https://example.com/01/09506000134351,https://example.com/01/09506000134351",
    })
    void passesOtherUrisThrough(String text, String expected) {
        assertThat(ItemKey.of(text)).isEqualTo(new ItemKey(expected, ItemKey.Level.OTHER));
    }

    @Test
    void dropsWhatASerialNumberMakesNeedless() {
        assertThat(
                        ItemKey.of("https://e.example/01/09506000134352/22/2A/10/L/21/S?17=271231")
                                .uri())
                .isEqualTo("https://id.gs1.org/01/09506000134352/21/S");
        assertThat(ItemKey.of("https://e.example/01/09506000134352/22/2A/10/L").uri())
                .isEqualTo("https://id.gs1.org/01/09506000134352/10/L");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":x", "1a:b", "a b:c", "urn:", "a:\u00e9", "a:%G0", "a_b:c"})
    void refusesWhatIsNoUri(String text) {
        assertThatThrownBy(() -> ItemKey.lenient(text)).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void boundsTheLength() {
        String head = "urn:x:";
        String longest = head + "y".repeat(DigitalLink.URI_CHARS_MAX - head.length());
        assertThat(ItemKey.of(longest).uri()).isEqualTo(longest);
        assertThatThrownBy(() -> ItemKey.of(longest + "y")).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void roundTripsRandomKeys() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("EpcUriTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        String set82 = "!\"%&'()*+,-./0129:;<=>?ABYZ_abyz";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder digits = new StringBuilder();
            for (int d = 0; d < 13; d++) {
                digits.append(random.nextInt(10));
            }
            StringBuilder serial = new StringBuilder();
            for (int c = random.nextInt(20); c >= 0; c--) {
                serial.append(set82.charAt(random.nextInt(set82.length())));
            }
            Gtin gtin = new Gtin(CheckDigit.append(digits));
            DigitalLink item = DigitalLink.of(gtin, new Serial(serial.toString()));
            DigitalLink lot = DigitalLink.of(gtin, new LotNumber(serial.toString()));
            int prefixDigits = 6 + random.nextInt(7);
            for (DigitalLink link : new DigitalLink[] {item, lot, DigitalLink.of(gtin)}) {
                String urn = EpcUri.toUrn(link, prefixDigits).orElseThrow();
                assertThat(EpcUri.toDigitalLink(urn)).contains(link);
                assertThat(DigitalLink.parse(link.canonical())).isEqualTo(link);
            }
        }
    }
}
