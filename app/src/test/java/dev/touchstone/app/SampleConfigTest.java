// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample configuration that operators copy says what the program does.
class SampleConfigTest {
    private static final Path SAMPLE = Path.of("../deploy/touchstone.properties");
    private static final Pattern SETTING = Pattern.compile("#([a-z.-]+)=(.*)");

    private static Map<String, String> sample() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String line : Files.readAllLines(SAMPLE)) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) {
                settings.put(setting.group(1), setting.group(2));
            }
        }
        return settings;
    }

    @Test
    void namesEverySettingAndNoOther(@TempDir Path data) throws IOException {
        Map<String, String> known = new TreeMap<>(Config.read(data, Map.of(), Map.of()).settings());
        known.remove("data");
        assertThat(sample().keySet()).isEqualTo(known.keySet());
    }

    @Test
    void showsTheDefaultsThatDoNotDependOnTheInstallation(@TempDir Path data) throws IOException {
        Map<String, String> defaults = Config.read(data, Map.of(), Map.of()).settings();
        Map<String, String> sample = sample();
        for (String own :
                new String[] {"public.url", "log.origin", "database.url", "database.user"}) {
            sample.remove(own);
        }
        assertThat(defaults).containsAllEntriesOf(sample);
    }

    @Test
    void isAcceptedAsItStands(@TempDir Path data) throws IOException {
        assertThat(Config.read(data, Map.of(), sample()).publicUrl())
                .isEqualTo("https://quality.example");
    }

    @Test
    void takesATableOfCompanyPrefixes(@TempDir Path data) throws IOException {
        Config config = Config.read(data, Map.of(), Map.of("company.prefixes", "prefixes.xml"));
        assertThatThrownBy(config::companyPrefixes)
                .isInstanceOf(Config.Unusable.class)
                .hasMessageStartingWith("company.prefixes: cannot read " + data);
        Files.writeString(
                data.resolve("prefixes.xml"), "<list><entry prefix='40' gcpLength='9'/></list>");
        assertThat(config.companyPrefixes().length("4012345000115")).hasValue(9);
        Config usual = Config.read(data, Map.of(), Map.of());
        assertThat(usual.companyPrefixes().length("4012345000115")).hasValue(7);
    }
}
