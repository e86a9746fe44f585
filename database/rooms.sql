-- One database, three rooms: a schema for each service, and nothing shared. Each room has two roles: its owner, who builds
-- tables when the service starts and then leaves, and the service, which reads and writes rows and can move no wall.
-- Run as a superuser inside the database, at first start; running it again renews the passwords and mends what is missing.
-- The passwords come in as settings of this session: rooms.<room> for the service, owners.<room> for the owner; and
-- rooms.keycloak, when Keycloak lives here too.
do $rooms$
declare
    room text;
    service text;
    owner text;
    login record;
begin
    execute format('revoke all on database %I from public', current_database());
    revoke all on schema public from public;
    foreach room in array array['catalog', 'triage', 'planner', 'keycloak'] loop
        -- Keycloak is not ours: its one role builds its own room, and without Keycloak there is none.
        continue when room = 'keycloak' and coalesce(current_setting('rooms.keycloak', true), '') = '';
        service := room || '_service';
        owner := case room when 'keycloak' then service else room || '_owner' end;
        for login in
            select service as name, 'rooms.' || room as setting
            union
            select owner, 'owners.' || room where owner <> service
        loop
            if coalesce(current_setting(login.setting, true), '') = '' then
                raise exception 'No password given for the role %: set %', login.name, login.setting;
            end if;
            if not exists (select from pg_roles where rolname = login.name) then
                execute format(
                    'create role %I login nosuperuser nocreatedb nocreaterole noinherit nobypassrls', login.name);
            end if;
            execute format('alter role %I password %L', login.name, current_setting(login.setting));
            execute format('alter role %I set search_path = %I', login.name, room);
            -- A row that is refused is somebody's answers: the server's log names the error, not the row.
            execute format('alter role %I set log_error_verbosity = terse', login.name);
            execute format('grant connect on database %I to %I', current_database(), login.name);
        end loop;
        execute format('create schema if not exists %I authorization %I', room, owner);
        if owner <> service then
            -- A database of an earlier version, in which the service owned its room.
            execute format('alter schema %I owner to %I', room, owner);
            execute format('reassign owned by %I to %I', service, owner);
            execute format('grant usage on schema %I to %I', room, service);
            -- Whatever a service does takes seconds; the fence round somebody who is erased relies on it.
            execute format('alter role %I set transaction_timeout = %L', service, '30s');
            -- Many small questions at a time: helpers and compilers for each of them cost more than they bring.
            execute format('alter role %I set max_parallel_workers_per_gather = 0', service);
            execute format('alter role %I set jit = off', service);
        end if;
    end loop;
end
$rooms$;

-- The catalogue's search forgives typing errors with pg_trgm. Owners may not create extensions, so it stands ready, in a
-- room of its own that holds nothing else; the catalogue may use it and not change it.
create schema if not exists trigrams;
create extension if not exists pg_trgm schema trigrams;
grant usage on schema trigrams to catalog_owner, catalog_service;
