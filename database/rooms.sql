-- One database, three rooms: a schema and a login role for each service, and nothing shared.
-- Run as a superuser inside the database, at first start; running it again only renews the passwords.
-- The passwords come in as the settings rooms.catalog, rooms.triage and rooms.planner of this session.
do $rooms$
declare
    room text;
    secret text;
begin
    execute format('revoke all on database %I from public', current_database());
    revoke all on schema public from public;
    foreach room in array array['catalog', 'triage', 'planner'] loop
        secret := current_setting('rooms.' || room, true);
        if coalesce(secret, '') = '' then
            raise exception 'No password given for the role of the % service: set rooms.%', room, room;
        end if;
        if not exists (select from pg_roles where rolname = room || '_service') then
            execute format(
                'create role %I login nosuperuser nocreatedb nocreaterole noinherit nobypassrls', room || '_service');
        end if;
        execute format('alter role %I password %L', room || '_service', secret);
        execute format('alter role %I set search_path = %I', room || '_service', room);
        -- A row that is refused is somebody's answers: the server's log names the error, not the row.
        execute format('alter role %I set log_error_verbosity = terse', room || '_service');
        execute format('create schema if not exists %I authorization %I', room, room || '_service');
        execute format('grant connect on database %I to %I', current_database(), room || '_service');
    end loop;
end
$rooms$;
