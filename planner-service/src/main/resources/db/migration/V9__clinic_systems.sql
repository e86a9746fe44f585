-- What a clinic's own scheduling system has still to be asked or told, and what it is known to have.

-- One errand for each request and kind, however often it is asked for; each change gives it another generation, so that
-- whoever is at it knows that there is more to do. Leased to one worker at a time. Outside of the walls, because workers look
-- over all clinics; it says nothing about anybody.
create table system_errand (
    request uuid not null,
    clinic text not null check (clinic <> ''),
    kind text not null check (kind in ('FIND_SLOTS', 'VISIT')),
    since timestamptz not null,
    next_at timestamptz not null,
    attempt integer not null check (attempt >= 0),
    generation integer not null check (generation > 0),
    lease uuid,
    lease_until timestamptz,
    primary key (request, kind),
    check ((lease is null) = (lease_until is null))
);

create index errand_by_time on system_errand (next_at);

-- A visit as the clinic's system has it, or may have it: written before it is told, so that nobody who dies on the way
-- leaves something behind that is never looked for. The key is the same at each try.
create table system_visit (
    key uuid primary key,
    request uuid not null,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    visit_type text not null,
    practitioner text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    state text not null check (state in ('HELD', 'TRIED', 'BOOKED', 'OVER')),
    system_id text,
    held_as text,
    tried_at timestamptz not null,
    checked_at timestamptz not null,
    unique (clinic, system_id),
    check (state <> 'BOOKED' or system_id is not null),
    check (state <> 'HELD' or held_as is not null)
);

create index system_visit_by_request on system_visit (request);
create index system_visit_by_patient on system_visit (clinic, patient);
create index system_visit_by_check on system_visit (clinic, checked_at) where state = 'BOOKED';

alter table system_visit enable row level security;
alter table system_visit force row level security;
create policy own_clinic on system_visit
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

-- How far the changes in a clinic's system have been read, by whichever replica.
create table system_mark (
    clinic text primary key check (clinic <> ''),
    mark text not null,
    next_at timestamptz not null,
    failures integer not null check (failures >= 0)
);

grant select, insert, update, delete on system_errand, system_visit, system_mark to ${service};
