package org.scapula.triage.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.TestDatabase;

/// What becomes of assessments that were kept before there were episodes, when the service is upgraded.
class OldAssessmentsTest {

    private static final String ROOM = "triage_of_old";
    private static final String FIRST = "00000000-0000-7000-8000-000000000001";
    private static final String SECOND = "00000000-0000-7000-8000-000000000002";
    private static final String THIRD = "00000000-0000-7000-8000-000000000003";
    private static final String ALONE = "00000000-0000-7000-8000-000000000004";

    @BeforeEach
    void aServiceOfOldHasKeptSome() {
        AsOperator.run("create schema " + ROOM + " authorization triage_owner; grant usage on schema " + ROOM
                + " to triage_service");
        upgradeTo("3");
        keep(FIRST, "null");
        keep(SECOND, "'" + FIRST + "'");
        keep(THIRD, "'" + SECOND + "'");
        keep(ALONE, "null");
    }

    @AfterEach
    void nothingIsLeftOfIt() {
        AsOperator.run("drop schema " + ROOM + " cascade");
    }

    @Test
    void theyBelongToTheEpisodeOfTheFirstOfTheirChain() {
        upgradeTo("5");

        assertThat(AsOperator.column("select id || ' ' || episode from " + ROOM + ".assessment order by id"))
                .containsExactly(FIRST + " " + FIRST, SECOND + " " + FIRST, THIRD + " " + FIRST, ALONE + " " + ALONE);
    }

    @Test
    void theirWordsAreUntouchedAndStillGuarded() {
        upgradeTo("5");

        assertThat(AsOperator.column("select distinct asked || shown from " + ROOM + ".assessment"))
                .containsExactly("{\"answers\":{},\"freeText\":\"\"}{\"headline\":\"So it was.\"}");
        assertThat(catchThrowable(() -> AsOperator.run("update " + ROOM + ".assessment set shown = '{}'")))
                .hasMessageContaining("never changed");
        assertThat(AsOperator.column("select relforcerowsecurity::text from pg_class where oid = '" + ROOM
                        + ".assessment'::regclass"))
                .containsExactly("true");
    }

    @Test
    void whichRulesJudgedThemIsKnownByTheHashOnly() {
        upgradeTo("5");

        assertThat(AsOperator.column(
                        "select distinct rule_set_hash || coalesce(rule_set::text, '') || coalesce(decision_hash, '')"
                                + " from " + ROOM + ".assessment"))
                .containsExactly("x");
    }

    @Test
    void theFirstOfAChainCannotNameAnotherEpisode() {
        upgradeTo("5");

        assertThat(catchThrowable(() -> AsOperator.run("insert into " + ROOM + ".assessment"
                        + " (id, clinic, patient, assessed_at, disposition, rule_set_version, rule_set_hash, asked, shown, episode)"
                        + " select '" + UUID.randomUUID()
                        + "', clinic, patient, assessed_at, disposition, '1', 'x', asked, shown, id from " + ROOM
                        + ".assessment where id = '" + ALONE + "'")))
                .hasMessageContaining("the_first_names_itself");
    }

    private static void keep(String id, String replaces) {
        AsOperator.run("insert into " + ROOM + ".assessment"
                + " (id, clinic, patient, assessed_at, disposition, rule_set_version, rule_set_hash, asked, shown, replaces)"
                + " values ('" + id
                + "', 'north', 'p-1', now(), 'URGENT', '1', 'x', '{\"answers\":{},\"freeText\":\"\"}',"
                + " '{\"headline\":\"So it was.\"}', " + replaces + ")");
    }

    /// By the owner of the room, as at every start of the service.
    private static void upgradeTo(String version) {
        var database = TestDatabase.running();
        var done = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name(),
                        "triage_owner",
                        database.ownerPasswordOf("triage"))
                .schemas(ROOM)
                .defaultSchema(ROOM)
                .createSchemas(false)
                .placeholders(Map.of("service", "triage_service"))
                .locations("classpath:db/migration", "classpath:db/walls")
                .target(version)
                .load()
                .migrate();

        assertThat(done.success).isTrue();
    }
}
