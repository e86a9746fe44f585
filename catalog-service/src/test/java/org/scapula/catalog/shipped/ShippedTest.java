package org.scapula.catalog.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scapula.catalog.content.ContentBroken;
import org.scapula.catalog.content.Language;

class ShippedTest {

    @Test
    void anOperatorAddsALanguageWithoutCode(@TempDir Path languages) throws IOException {
        Files.createDirectories(languages.resolve("fr/exercises"));
        Files.writeString(languages.resolve("fr/language.yaml"), "name: Français\n");
        Files.writeString(
                languages.resolve("fr/exercises/01-cat-cow.yaml"), "slug: cat-cow\nname: Le chat et la vache\n");

        var shipped = new Shipped(Optional.of(languages));

        assertThat(shipped.languages()).extracting(Language::tag).containsExactly("en", "de", "fr");
        assertThat(shipped.content().exercises().stream()
                        .filter(entry -> entry.slug().equals("cat-cow"))
                        .map(entry ->
                                shipped.languages().getLast().of(entry).entry().name()))
                .containsExactly("Le chat et la vache");
        assertThat(shipped.content().version())
                .isNotEqualTo(new Shipped(Optional.empty()).content().version());
    }

    @Test
    void aFileThatIsNoneOfALanguageStopsTheStart(@TempDir Path languages) throws IOException {
        Files.createDirectories(languages.resolve("fr"));
        Files.writeString(languages.resolve("fr/language.yaml"), "name: Français\n");
        Files.writeString(languages.resolve("fr/exercise.yaml"), "slug: cat-cow\n");

        assertThatThrownBy(() -> new Shipped(Optional.of(languages)))
                .isInstanceOf(ContentBroken.class)
                .hasMessageContaining("fr/exercise.yaml");
    }
}
