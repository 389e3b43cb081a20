// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyPrefixesTest {
    private final CompanyPrefixes prefixes = CompanyPrefixes.bundled();

    @ParameterizedTest
    @CsvSource({
        "6901234567892,7",
        "6921234567893,8",
        "6971234567890,9",
        "9506000134352,7",
        "0614141,7"
    })
    void knowsHowLongPrefixesAre(String digits, int length) {
        assertThat(prefixes.length(digits)).hasValue(length);
    }

    @ParameterizedTest
    @CsvSource({
        "/01/06901234567892/21/S,urn:epc:id:sgtin:6901234.056789.S",
        "/00/006141411234567890,urn:epc:id:sscc:0614141.0123456789",
        "/8003/04012345555554987,urn:epc:id:grai:4012345.55555.987",
        "/414/4012345000115,urn:epc:id:sgln:4012345.00011.0",
        "/8010/0614141123ABC/8011/1,urn:epc:id:cpi:0614141.123ABC.1",
    })
    void writesUrnsWithoutBeingToldTheLength(String path, String urn) {
        DigitalLink link = DigitalLink.parse("https://id.gs1.org" + path);
        assertThat(EpcUri.toUrn(link, prefixes)).contains(urn);
        assertThat(prefixes.warning(link.key())).isEmpty();
    }

    @Test
    void warnsOfAnUnknownPrefixAndRefusesNothing() {
        DigitalLink link = DigitalLink.parse("https://id.gs1.org/01/12312312312333");
        assertThat(EpcUri.toUrn(link, prefixes)).isEmpty();
        assertThat(prefixes.warning(link.key()))
                .contains("AI 01 starts with a company prefix of unknown length: '12312312312333'");
        assertThat(prefixes.warning(new Element("10", "L"))).isEmpty();
        assertThat(prefixes.ask("123123")).isEqualTo(PrefixSource.Answer.UNKNOWN);
        assertThat(prefixes.ask("6901234")).isEqualTo(PrefixSource.Answer.KNOWN);
    }

    @Test
    void takesATableOfOnesOwn() {
        CompanyPrefixes own = CompanyPrefixes.parse("# mine\n\n20-21 6 shop\n2099 9\n");
        assertThat(own.length("2012345678901")).hasValue(6);
        assertThat(own.length("2099345678901")).hasValue(9);
        assertThat(own.length("2112345678901")).hasValue(6);
        assertThat(own.length("2212345678901")).isEmpty();
        assertThat(own.length("20")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x 7", "12", "12 3", "12 13", "12-123 7", "1234567890123 7", "0-9999999 7"})
    void refusesABrokenTable(String row) {
        assertThatThrownBy(() -> CompanyPrefixes.parse("690 7\n" + row))
                .isInstanceOfSatisfying(
                        Gs1Exception.class, e -> assertThat(e.position()).isEqualTo(1));
    }

    @Test
    void takesTheListGs1Publishes() {
        CompanyPrefixes list =
                CompanyPrefixes.parse(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><GCPPrefixFormatList date=\"d\">"
                                + "<entry prefix=\"231\" gcpLength=\"8\"/>"
                                + "<entry prefix=\"23199\" gcpLength=\"0\" />"
                                + "</GCPPrefixFormatList>");
        assertThat(list.length("2312312312333")).hasValue(8);
        assertThat(list.length("2319912312333")).isEmpty();
        assertThat(list.length("6901234567892")).isEmpty();
        DigitalLink link = DigitalLink.parse("https://id.gs1.org/01/12312312312333/21/S");
        assertThat(EpcUri.toUrn(link, list)).contains("urn:epc:id:sgtin:23123123.11233.S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<GCPPrefixFormatList/>",
                "<a><entry prefix='12' gcpLength='3'/></a>",
                "<a><entry prefix='x' gcpLength='7'/></a>",
                "<a><entry prefix='12'/></a>",
                "<a><entry prefix='12' gcpLength='7'/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
            })
    void refusesABrokenList(String xml) {
        assertThatThrownBy(() -> CompanyPrefixes.parse(xml))
                .isInstanceOfSatisfying(
                        Gs1Exception.class,
                        e -> assertThat(e.rule()).isEqualTo(Gs1Exception.Rule.STRUCTURE));
    }

    @ParameterizedTest
    @CsvSource({
        "urn:epc:id:gid:95100000.12345.400,gid",
        "urn:epc:id:usdod:CAGEY.5678,usdod",
        "urn:epc:id:adi:35962.PQ7VZ4.M37GXB92,adi",
        "urn:epc:id:adi:W81X9C..%23Z0123,adi",
        "urn:epc:id:bic:CSQU3054383,bic",
        "urn:epc:id:imovn:9176187,imovn",
    })
    void readsUrnsThatNameNoGs1Key(String urn, String scheme) {
        assertThat(PureEpc.scheme(urn)).contains(scheme);
        assertThat(EpcUri.toDigitalLink(urn)).isEmpty();
        assertThat(ItemKey.of(urn).level()).isEqualTo(ItemKey.Level.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:epc:id:gid:1.2",
                "urn:epc:id:gid:01.2.3",
                "urn:epc:id:gid:268435456.2.3",
                "urn:epc:id:usdod:CAGEI.1",
                "urn:epc:id:adi:35962.a.1",
                "urn:epc:id:bic:CSQX3054383",
                "urn:epc:id:imovn:917618",
            })
    void refusesBrokenOnes(String urn) {
        assertThatThrownBy(() -> PureEpc.scheme(urn)).isInstanceOf(Gs1Exception.class);
        assertThat(PureEpc.scheme("urn:epc:id:sgtin:0614141.107346.1")).isEmpty();
    }
}
