-- From a triage answer to a booked visit, and back.

-- A wish to be seen: how soon, and how far it has come.
create table booking_request (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    assessment uuid not null,
    priority text not null check (priority in ('URGENT', 'ROUTINE')),
    visit_type text not null,
    state text not null check (state in ('REQUESTED', 'OFFERED', 'HELD', 'BOOKED', 'CONFIRMED', 'FULFILLED', 'NO_SHOW',
        'CANCELLED', 'DECLINED', 'EXPIRED')),
    version integer not null check (version > 0),
    window_from timestamptz not null,
    window_until timestamptz not null check (window_until > window_from),
    -- The time frame was over when the request was made.
    overdue boolean not null,
    -- So long the time frame is: an ISO 8601 duration.
    frame text not null,
    -- JSON texts: why the window is as it is, and what the person would like.
    reasons text not null,
    wish text not null,
    -- The visit it has led to, and until when that is only held, or an answer to the offers is awaited.
    visit uuid,
    hold_until timestamptz,
    reply_by timestamptz,
    -- Since when it is in this state, and what of that state is on the work list already.
    since timestamptz not null,
    raised text not null,
    external_id text,
    because text,
    -- A clinician who let a visit lie outside of the window.
    outside_by text,
    outside_reason text,
    created_at timestamptz not null,
    created_by text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    check ((outside_by is null) = (outside_reason is null)),
    check ((state = 'HELD') = (hold_until is not null)),
    check ((state = 'OFFERED') = (reply_by is not null))
);

create unique index one_open_request on booking_request (clinic, assessment, visit_type)
    where state in ('REQUESTED', 'OFFERED', 'HELD', 'BOOKED', 'CONFIRMED', 'EXPIRED', 'DECLINED', 'NO_SHOW');
create index booking_request_by_state on booking_request (clinic, state, id);
create index booking_request_by_patient on booking_request (clinic, patient, id);

-- Whose time it is, so that an exclusion needs no extension: owners of rooms may not create one.
create type diary as range (subtype = text, collation = "C");

-- A time with a practitioner, from the moment somebody holds it. No practitioner of a clinic has two at once.
create table visit (
    id uuid primary key,
    request uuid not null references booking_request (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    practitioner text not null check (practitioner <> ''),
    visit_type text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    -- In the words of FHIR's Appointment.
    status text not null check (status in ('PROPOSED', 'PENDING', 'BOOKED', 'FULFILLED', 'CANCELLED', 'NOSHOW')),
    hold_until timestamptz,
    -- Rises with each change; the SEQUENCE of a calendar.
    version integer not null check (version >= 0),
    external_id text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    check ((status = 'PROPOSED') = (hold_until is not null)),
    constraint nobody_is_double_booked exclude using gist (
        diary(clinic || ' ' || practitioner, clinic || ' ' || practitioner, '[]') with &&,
        tstzrange(starts_at, ends_at) with &&)
        where (status in ('PROPOSED', 'PENDING', 'BOOKED'))
);

create index visit_by_patient on visit (clinic, patient, starts_at);
create index visit_by_practitioner on visit (clinic, practitioner, starts_at);
create index visit_by_request on visit (request);

-- A time that a clinic offers for one request.
create table offered_slot (
    id uuid primary key,
    request uuid not null references booking_request (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    practitioner text not null check (practitioner <> ''),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    external_id text,
    offered_at timestamptz not null,
    unique (request, practitioner, starts_at, ends_at)
);

create index offered_slot_by_patient on offered_slot (clinic, patient);

-- What a person at the clinic has to look at, and whether they have.
create table work_item (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    kind text not null,
    -- The most pressing first.
    rank smallint not null check (rank between 0 and 9),
    request uuid references booking_request (id) deferrable initially deferred,
    assessment uuid not null,
    since timestamptz not null,
    version integer not null check (version > 0),
    done_at timestamptz,
    done_by text,
    check ((done_at is null) = (done_by is null))
);

create unique index told_once on work_item (clinic, patient, kind, assessment, request) nulls not distinct
    where done_at is null;
create index open_work on work_item (clinic, rank, id) where done_at is null;
create index work_by_request on work_item (request) where done_at is null;
create index work_by_patient on work_item (clinic, patient);

-- What was answered to whom under which Idempotency-Key, so that the same question has the same answer.
create table idempotent_answer (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    -- Empty until it is known whom the question is about.
    patient text not null,
    client text not null,
    subject text not null,
    key text not null,
    fingerprint text not null,
    -- While there is no answer yet, until when whoever asked first is waited for.
    leased_until timestamptz,
    status smallint,
    body text,
    etag text,
    location text,
    created_at timestamptz not null,
    unique (clinic, client, subject, key),
    check ((leased_until is null) = (status is not null) and (status is null) = (body is null))
);

create index idempotent_answer_by_age on idempotent_answer (clinic, created_at);
create index idempotent_answer_by_patient on idempotent_answer (clinic, patient);

-- When a request has to be looked at again, for workers that look over all clinics. It says nothing about anybody.
create table booking_deadline (
    request uuid primary key,
    clinic text not null check (clinic <> ''),
    due_at timestamptz not null
);

create index booking_deadline_by_time on booking_deadline (due_at);

alter table booking_request enable row level security;
alter table booking_request force row level security;
create policy own_clinic on booking_request
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

alter table visit enable row level security;
alter table visit force row level security;
create policy own_clinic on visit
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

alter table offered_slot enable row level security;
alter table offered_slot force row level security;
create policy own_clinic on offered_slot
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

alter table work_item enable row level security;
alter table work_item force row level security;
create policy own_clinic on work_item
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

alter table idempotent_answer enable row level security;
alter table idempotent_answer force row level security;
create policy own_clinic on idempotent_answer
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

-- Takes a time with a practitioner for a visit, new or moved; false where somebody has it. Holds that are over give way,
-- whosoever they are. One after the other for each practitioner, so that the many who want the last one are not
-- entangled; the exclusion stands behind it.
create function occupy(
    its_id uuid, its_request uuid, its_patient text, its_practitioner text, its_type text, its_start timestamptz,
    its_end timestamptz, its_status text, its_hold timestamptz, its_external text, moment timestamptz)
    returns boolean
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    of_clinic constant text := current_setting('scapula.clinic');
    scope constant text := current_setting('scapula.patient');
    taken boolean := false;
begin
    if scope not in ('*', its_patient) then
        raise exception 'A time is taken for oneself';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('diary ' || of_clinic || ' ' || its_practitioner, 0));
    perform set_config('scapula.patient', '*', true);
    delete from visit v
    where v.clinic = of_clinic and v.practitioner = its_practitioner and v.status = 'PROPOSED'
        and v.hold_until <= moment and v.id <> its_id
        and tstzrange(v.starts_at, v.ends_at) && tstzrange(its_start, its_end);
    begin
        insert into visit as v (id, request, clinic, patient, practitioner, visit_type, starts_at, ends_at, status,
            hold_until, version, external_id, created_at, changed_at)
        values (its_id, its_request, of_clinic, its_patient, its_practitioner, its_type, its_start, its_end, its_status,
            its_hold, 0, its_external, moment, moment)
        on conflict (id) do update set practitioner = its_practitioner, starts_at = its_start, ends_at = its_end,
            status = its_status, hold_until = its_hold, version = v.version + 1,
            external_id = coalesce(its_external, v.external_id), changed_at = moment
        where v.patient = its_patient;
    exception when exclusion_violation then
        taken := true;
    end;
    perform set_config('scapula.patient', scope, true);
    return not taken;
end
$$;

-- Of the times offered for a request, those that nobody else has: a person sees no other's visits, and yet is offered
-- none of their times.
create function free_slots(its_request uuid, moment timestamptz) returns table (slot uuid)
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    of_clinic constant text := current_setting('scapula.clinic');
    scope constant text := current_setting('scapula.patient');
begin
    perform set_config('scapula.patient', '*', true);
    return query
        select o.id from offered_slot o
        where o.clinic = of_clinic and o.request = its_request and scope in ('*', o.patient) and o.starts_at > moment
            and not exists (
                select from visit v
                where v.clinic = of_clinic and v.practitioner = o.practitioner and v.request <> its_request
                    and (v.status in ('PENDING', 'BOOKED') or (v.status = 'PROPOSED' and v.hold_until > moment))
                    and tstzrange(v.starts_at, v.ends_at) && tstzrange(o.starts_at, o.ends_at));
    perform set_config('scapula.patient', scope, true);
end
$$;

revoke execute on function occupy, free_slots from public;
grant execute on function occupy, free_slots to ${service};

grant select, insert, update, delete on booking_request, visit, offered_slot, work_item, idempotent_answer to ${service};
grant select, insert, update, delete on booking_deadline to ${service};
