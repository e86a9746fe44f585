package org.scapula.catalog;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scapula.test.ClinicWalls;

@CatalogTest
class WallsTest {

    @Test
    void theRoomKeepsClinicsApart() throws SQLException {
        ClinicWalls.holdIn("catalog", Set.of("edition", "exercise", "advice", "source"));
    }
}
