package org.scapula.triage.assessment;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scapula.test.ClinicWalls;

@QuarkusTest
@WithTestResource(Lines.class)
class WallsTest {

    @Test
    void everyTableKeepsTheClinicsApart() throws SQLException {
        ClinicWalls.holdIn("triage", Set.of());
    }
}
