package org.scapula.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What holds of every table of a room, those included that are yet to be made: either it is on the list of tables that
/// hold nothing about anybody, or the database keeps the clinics in it apart.
public final class ClinicWalls {

    private static final String TABLES = """
            select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
                pg_get_userbyid(c.relowner) as owner,
                coalesce(bool_or(a.attname = 'clinic' and a.attnotnull), false) as has_clinic,
                coalesce(bool_or(a.attname = 'patient'), false) as has_patient,
                coalesce((select string_agg(pg_get_expr(p.polqual, p.polrelid), ' or ') from pg_policy p
                    where p.polrelid = c.oid), '') as policy,
                has_table_privilege(?, c.oid, 'select') as may_read,
                has_table_privilege(?, c.oid, 'truncate, references, trigger, maintain') as may_too_much
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = cast(? as regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
            group by c.oid order by c.relname""";

    private ClinicWalls() {}

    private record Table(
            String name,
            boolean forced,
            String owner,
            boolean hasClinic,
            boolean hasPatient,
            String policy,
            boolean mayRead,
            boolean mayTooMuch) {}

    /// After the service has built its room. `aboutNobody` names the tables that need no wall.
    public static void holdIn(String room, Set<String> aboutNobody) throws SQLException {
        var walled = new ArrayList<Table>();
        try (var operator = TestDatabase.running().asOperator()) {
            for (var table : tables(operator, room)) {
                assertThat(table.owner()).as("owner of %s", table.name()).isEqualTo(room + "_owner");
                assertThat(table.mayTooMuch())
                        .as("the service may truncate or bind %s", table.name())
                        .isFalse();
                if (!aboutNobody.contains(table.name()) && !table.name().equals("flyway_schema_history")) {
                    keepsClinicsApart(table);
                    walled.add(table);
                }
            }
        }
        assertThat(walled).extracting(Table::name).contains("audit", "patient_key", "erasure_fence");
        showNothingWithoutAClinic(room, walled);
    }

    private static void keepsClinicsApart(Table table) {
        assertThat(table.hasClinic())
                .as("%s has no clinic: say that it is about nobody, or give it one", table.name())
                .isTrue();
        assertThat(table.forced())
                .as("row-level security is forced on %s", table.name())
                .isTrue();
        assertThat(table.policy()).as("policy of %s", table.name()).contains("scapula.clinic");
        // The audit holds pseudonyms, and is for administrators.
        if (table.hasPatient() && !table.name().equals("audit")) {
            assertThat(table.policy()).as("policy of %s", table.name()).contains("scapula.patient");
        }
    }

    private static void showNothingWithoutAClinic(String room, List<Table> walled) throws SQLException {
        try (var service = TestDatabase.running().enter(room)) {
            for (var table : walled.stream().filter(Table::mayRead).toList()) {
                assertThat(count(service, table.name()))
                        .as("rows of %s that are seen with no clinic set", table.name())
                        .isZero();
            }
        }
    }

    private static List<Table> tables(Connection operator, String room) throws SQLException {
        try (var query = operator.prepareStatement(TABLES)) {
            query.setString(1, room + "_service");
            query.setString(2, room + "_service");
            query.setString(3, room);
            var tables = new ArrayList<Table>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(new Table(
                            rows.getString("name"),
                            rows.getBoolean("forced"),
                            rows.getString("owner"),
                            rows.getBoolean("has_clinic"),
                            rows.getBoolean("has_patient"),
                            rows.getString("policy"),
                            rows.getBoolean("may_read"),
                            rows.getBoolean("may_too_much")));
                }
            }
            return tables;
        }
    }

    private static long count(Connection service, String table) throws SQLException {
        try (var statement = service.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
