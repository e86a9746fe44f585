package org.scapula.catalog.edition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.scapula.catalog.content.Content;

/// The one edition that is served.
@Entity
class Edition {

    static final short CURRENT = 1;

    @Id
    short id = CURRENT;

    String version = "";

    @JdbcTypeCode(SqlTypes.JSON)
    String contraindications = "{}";

    Edition become(Content content) {
        version = content.version();
        contraindications = Content.json(content.matrix());
        return this;
    }
}
