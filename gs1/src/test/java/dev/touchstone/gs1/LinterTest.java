// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinterTest {
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "csum,09506000134351,INCORRECT_CHECK_DIGIT,0950600013435*1*",
                "csum,'',TOO_SHORT_FOR_CHECK_DIGIT,**",
                "csumalpha,1987654Ad4X4bL5ttr2310c2X,INCORRECT_CHECK_PAIR,"
                        + "1987654Ad4X4bL5ttr2310c*2X*",
                "cset39,AB_,INVALID_CSET39_CHARACTER,AB*_*",
                "cset82,A B,INVALID_CSET82_CHARACTER,A* *B",
                "cset64,12===,INVALID_CSET64_PADDING,12*===*",
                "yymmdd,230229,ILLEGAL_DAY,2302*29*",
                "yymmdd,230100,ILLEGAL_DAY,2301*00*",
                "yyyymmd0,21000229,ILLEGAL_DAY,210002*29*",
                "yymmddhh,23010124,ILLEGAL_HOUR,230101*24*",
                "yymmddhh,2301011,DATE_WITH_HOUR_TOO_SHORT,*2301011*",
                "hhmi,2360,ILLEGAL_MINUTE,23*60*",
                "mmoptss,5960,ILLEGAL_SECOND,59*60*",
                "mmoptss,595,INVALID_LENGTH_FOR_MINUTES_AND_SECONDS,*595*",
                "iso3166,157,NOT_ISO3166,*157*",
                "iso3166list,156157,NOT_ISO3166,156*157*",
                "iso3166999,998,NOT_ISO3166_OR_999,*998*",
                "iso4217,157,NOT_ISO4217,*157*",
                "iban,BE71096123456760,INCORRECT_IBAN_CHECKSUM,BE*71*096123456760",
                "iban,BE7109612345676x,INVALID_IBAN_CHARACTER,BE7109612345676*x*",
                "latitude,1800000001,INVALID_LATITUDE,*1800000001*",
                "latlong,00000000003600000001,INVALID_LONGITUDE,0000000000*3600000001*",
                "pieceoftotal,0302,PIECE_NUMBER_EXCEEDS_TOTAL,*0302*",
                "posinseqslash,01/2,ILLEGAL_ZERO_PREFIX,*01*/2",
                "posinseqslash,1,POSITION_IN_SEQUENCE_MALFORMED,*1*",
                "pcenc,A%2,INVALID_PERCENT_SEQUENCE,A*%2*",
                "nozeroprefix,012,ILLEGAL_ZERO_PREFIX,*0*12",
                "gcppos1,123,TOO_SHORT_FOR_GCP,*123*",
                "gcppos2,1123,TOO_SHORT_FOR_GCP,1*123*",
                "key,12A4,INVALID_GCP_PREFIX,12*A*4",
                "keyoff1,0A234,INVALID_GCP_PREFIX,0*A*234",
                "couponposoffer,08,COUPON_INVALID_FUNDER_LENGTH,0*8*",
                "couponcode,'',COUPON_MISSING_GCP_VLI,**",
                "couponcode,01234561234561111012332501014250102,COUPON_EXPIRATION_BEFORE_START,"
                        + "012345612345611110123*32501014250102*",
            })
    void namesRuleAndPlace(String linter, String text, LintError error, String highlight) {
        LintFinding finding = Linter.find(linter).orElseThrow().check(text).orElseThrow();
        assertThat(finding.error()).isEqualTo(error);
        assertThat(finding.highlight(text)).isEqualTo(highlight);
    }

    @ParameterizedTest
    @CsvSource({
        "csum,09506000134352",
        "csumalpha,1987654Ad4X4bL5ttr2310c2K",
        "cset64,12=",
        "yymmd0,230200",
        "yymmdd,000229",
        "yyyymmdd,20000229",
        "hhmi,2359",
        "mmoptss,5959",
        "iso3166list,156344",
        "iso3166999,999",
        "iso3166alpha2,CN",
        "iso4217,156",
        "winding,9",
        "iban,GB98MIDL07009312345678",
        "latlong,18000000003600000000",
        "pieceoftotal,0202",
        "posinseqslash,9/10",
        "pcenc,A%2f",
        "mediatype,80",
        "packagetype,PX",
        "importeridx,_",
        "nozeroprefix,0",
        "zero,00",
        "nonzero,01",
        "hyphen,-",
        "hasnondigit,1A",
        "yesno,0",
        "iso5218,9",
        "gcppos1,9506A",
        "couponcode,106141410222223100110222111101231023456721104561045678991201",
        "couponposoffer,061234567890121234569123456789012345",
    })
    void acceptsWhatIsRight(String linter, String text) {
        assertThat(Linter.find(linter).orElseThrow().check(text)).isEmpty();
    }

    @Test
    void asksForPrefixesOnlyWhoIsGiven() {
        assertThat(Linter.GCPPOS1.check("9506000")).isEmpty();
        assertThat(Linter.GCPPOS2.check("19506000", n -> PrefixSource.Answer.UNKNOWN))
                .contains(new LintFinding(LintError.INVALID_GCP_PREFIX, 1, 7));
        assertThat(Linter.GCPPOS1.check("9506000", n -> PrefixSource.Answer.OFFLINE))
                .contains(new LintFinding(LintError.GCP_DATASOURCE_OFFLINE, 0, 7));
        assertThat(Linter.GCPPOS1.check("9506000", n -> PrefixSource.Answer.KNOWN)).isEmpty();
    }

    @Test
    void boundsWhatALinterLooksAt() {
        String longest = "1".repeat(Linter.CHARS_MAX);
        assertThat(Linter.CSETNUMERIC.check(longest)).isEmpty();
        assertThatThrownBy(() -> Linter.CSETNUMERIC.check(longest + "1"))
                .isInstanceOf(Gs1Exception.class);
    }

    @Test
    void blamesWithinAnyTextWhatever() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("LinterTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        String alphabet = "0123456789019/%=-ABZaz_ \u0000\u00e9\ud800";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(24); c > 0; c--) {
                int of = random.nextBoolean() ? 10 : alphabet.length();
                text.append(alphabet.charAt(random.nextInt(of)));
            }
            Linter linter = Linter.values()[random.nextInt(Linter.values().length)];
            Optional<LintFinding> finding = linter.check(text.toString());
            finding.ifPresent(
                    bad -> {
                        assertThat(bad.position()).as(linter + " " + text).isNotNegative();
                        assertThat(bad.position() + bad.length())
                                .as(linter + " " + text + " " + bad)
                                .isLessThanOrEqualTo(text.length());
                    });
        }
    }

    @Test
    void computesCheckPairs() {
        assertThat(CheckPair.append("1987654Ad4X4bL5ttr2310c"))
                .isEqualTo("1987654Ad4X4bL5ttr2310c2K");
        assertThat(CheckPair.of("")).isEqualTo("22");
        assertThat(CheckPair.isValid("12345_ABCDEFGHIJKLMCP")).isTrue();
        assertThat(CheckPair.isValid("12345_ABCDEFGHIJKLMCQ")).isFalse();
        String longest = "z".repeat(CheckPair.CHARS_MAX);
        assertThat(CheckPair.isValid(CheckPair.append(longest))).isTrue();
        assertThatThrownBy(() -> CheckPair.of(longest + "z")).isInstanceOf(Gs1Exception.class);
        assertThatThrownBy(() -> CheckPair.of("a b")).isInstanceOf(Gs1Exception.class);
    }
}
