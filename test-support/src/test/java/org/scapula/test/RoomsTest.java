package org.scapula.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One database, three rooms: whoever has the key of one can touch nothing in the others.
class RoomsTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final TestDatabase database = TestDatabase.running();

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "triage", "planner"})
    void theOwnerBuildsARoomAndTheServiceUsesIt(String room) throws SQLException {
        try (var owner = database.asOwnerOf(room);
                var service = database.enter(room)) {
            run(owner, "create table own_room_test (id int primary key)");
            run(owner, "grant insert on own_room_test to " + room + "_service");

            run(service, "insert into own_room_test values (1)");

            assertThat(text(service, "select current_schema()")).isEqualTo(room);
            for (var act : List.of(
                    "select * from own_room_test",
                    "drop table own_room_test",
                    "alter table own_room_test disable row level security",
                    "alter table own_room_test disable trigger all",
                    "delete from own_room_test",
                    "create table intruder (id int)",
                    "create function intruder() returns int language sql return 1",
                    "set role " + room + "_owner")) {
                assertRefused(service, act);
            }
            run(owner, "drop table own_room_test");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "catalog, triage",
        "catalog, planner",
        "triage, catalog",
        "triage, planner",
        "planner, catalog",
        "planner, triage"
    })
    void aServiceCanNeitherReadNorWriteNorBuildInAnotherRoom(String guest, String host) throws SQLException {
        var table = host + ".held_against_" + guest;
        try (var owner = database.asOwnerOf(host);
                var stranger = database.enter(guest);
                var strangeOwner = database.asOwnerOf(guest)) {
            run(owner, "create table " + table + " (id int primary key)");
            try {
                for (var act : List.of(
                        "select * from " + table,
                        "insert into " + table + " values (1)",
                        "update " + table + " set id = 2",
                        "delete from " + table,
                        "truncate " + table,
                        "drop table " + table,
                        "alter table " + table + " add column x int",
                        "create table " + host + ".intruder (id int)",
                        "create function " + host + ".intruder() returns int language sql return 1",
                        "drop schema " + host + " cascade",
                        "grant usage on schema " + host + " to " + guest + "_service")) {
                    assertRefused(stranger, act);
                    assertRefused(strangeOwner, act);
                }
            } finally {
                run(owner, "drop table " + table);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "triage", "planner"})
    void aServiceHasNoRightsOutsideItsRoom(String room) throws SQLException {
        try (var connection = database.enter(room)) {
            for (var act : List.of(
                    "create table public.intruder (id int)",
                    "create temporary table intruder (id int)",
                    "create schema intruder",
                    "create role intruder",
                    "create database intruder",
                    "set role postgres",
                    "set role " + (room.equals("triage") ? "planner" : "triage") + "_service",
                    "alter role " + room + "_service superuser",
                    "select * from pg_authid",
                    "copy (select 1) to program 'true'")) {
                assertRefused(connection, act);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "triage", "planner"})
    void theServerLogDoesNotRepeatARefusedRow(String room) throws SQLException {
        try (var connection = database.enter(room)) {
            assertThat(text(connection, "show log_error_verbosity")).isEqualTo("terse");
            assertRefused(connection, "set log_error_verbosity = verbose");
        }
    }

    @Test
    void theRolesAreNeitherMembersOfEachOtherNorPrivileged() throws SQLException {
        try (var operator = database.asOperator()) {
            var privileged = text(operator, """
                    select count(*) from pg_roles r where r.rolname ~ '_(service|owner)$'
                      and (r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolbypassrls or r.rolreplication
                           or exists (select from pg_auth_members m where m.member = r.oid))""");

            assertThat(privileged).isEqualTo("0");
        }
    }

    private static void assertRefused(Connection connection, String act) {
        assertThatThrownBy(() -> run(connection, act))
                .as(act)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
