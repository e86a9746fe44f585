package org.scapula.catalog.advice;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.scapula.catalog.content.AdviceEntry;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.edition.Shelved;

/// A piece of advice on its shelf. (English has no plural of "advice": hence the second word.)
@Entity
@Table(name = "advice")
class AdviceRow implements Shelved<AdviceRow> {

    private record Document(
            String language,
            List<String> untranslated,
            @JsonUnwrapped AdviceEntry entry) {

        static Document of(Language language, AdviceEntry entry) {
            var said = language.of(entry);
            return new Document(language.tag(), said.untranslated(), said.entry());
        }
    }

    /// Time-ordered, given when the row is kept.
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    @Nullable
    UUID id;

    String slug;
    String topic;
    String[] contexts;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    String fingerprint;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected AdviceRow() {}

    AdviceRow(AdviceEntry entry, List<Language> languages) {
        slug = entry.slug();
        topic = entry.topic().name();
        contexts = entry.contexts().stream().map(Enum::name).toArray(String[]::new);
        var said = new TreeMap<String, Document>();
        languages.forEach(language -> said.put(language.tag(), Document.of(language, entry)));
        document = Content.json(said);
        fingerprint = Content.hash(List.of(topic, contexts, document));
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public void become(AdviceRow wanted) {
        if (!fingerprint.equals(wanted.fingerprint)) {
            topic = wanted.topic;
            contexts = wanted.contexts;
            document = wanted.document;
            fingerprint = wanted.fingerprint;
        }
    }
}
