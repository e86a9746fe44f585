package org.scapula.edge;

import org.junit.jupiter.api.Test;
import org.scapula.test.HouseRules;

class HouseRulesTest {

    @Test
    void theHouseRulesHold() {
        HouseRules.holdIn("org.scapula.edge");
    }
}
