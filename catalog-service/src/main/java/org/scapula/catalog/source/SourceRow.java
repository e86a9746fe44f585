package org.scapula.catalog.source;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.content.Source;

/// A source on its shelf, in the place that its file gives it. (The entry itself is called `Source` already.)
@Entity
@Table(name = "source")
class SourceRow {

    @Id
    String id;

    int place;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected SourceRow() {}

    SourceRow(Source source, int place, List<Language> languages) {
        this.id = source.id();
        this.place = place;
        var said = new TreeMap<String, Source>();
        languages.forEach(
                language -> said.put(language.tag(), language.of(source).entry()));
        this.document = Content.json(said);
    }
}
