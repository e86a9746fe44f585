package org.scapula.catalog.edition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ContraindicationMatrix;

/// The one edition that is served.
@Entity
class Edition {

    static final short CURRENT = 1;

    @Id
    short id = CURRENT;

    String version = "";

    @JdbcTypeCode(SqlTypes.JSON)
    String contraindications = "{}";

    /// One matrix for each language.
    Edition become(Content content) {
        version = content.version();
        var said = new TreeMap<String, ContraindicationMatrix>();
        content.languages().forEach(language -> said.put(language.tag(), language.of(content.matrix())));
        contraindications = Content.json(said);
        return this;
    }
}
