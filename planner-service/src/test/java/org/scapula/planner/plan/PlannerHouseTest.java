package org.scapula.planner.plan;

import org.junit.jupiter.api.Test;
import org.scapula.test.HouseRules;

class PlannerHouseTest {

    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.holdIn("org.scapula.planner");
    }
}
