package org.scapula.catalog.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.catalog.content.Language;

class LanguagesRulesTest {

    private static final Languages LANGUAGES = new Languages(List.of(named("en"), named("de"), named("pt-BR")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de                          | de
            de-AT                       | de
            DE                          | de
            de;q=0.5, en;q=0.8          | en
            en;q=0.5, de;q=0.8          | de
            fr, de;q=0.2                | de
            fr                          | en
            pt-BR                       | pt-BR
            pt                          | en
            *                           | en
            en;q=0, *                   | de
            de;q=0                      | en
            fr, *;q=0.1                 | en
            de;q=2                      | en
            ;;;                         | en
            """)
    void theBestOfWhatIsWantedIsChosen(String header, String chosen) {
        assertThat(LANGUAGES.wantedBy(header).tag()).isEqualTo(chosen);
    }

    @Test
    void whoWantsNothingGetsEnglish() {
        assertThat(LANGUAGES.wantedBy(null).tag()).isEqualTo("en");
        assertThat(LANGUAGES.wantedBy("").tag()).isEqualTo("en");
        assertThat(LANGUAGES.wantedBy("de,".repeat(400)).tag()).isEqualTo("en");
    }

    private static Language named(String tag) {
        return new Language(tag, tag, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }
}
