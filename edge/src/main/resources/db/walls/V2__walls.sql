-- The walls that every room has. The service enters them by three functions and can move none: it owns nothing here.
-- Which clinic, and which patient of it, a transaction is for stands in two settings that end with the transaction:
-- scapula.clinic, and scapula.patient ('*': all patients of the clinic). Without them no row is seen.

-- A key for each patient with rows here. The audit knows patients only through it, so that when a patient is erased the
-- audit stands unbroken and leads to nobody.
create table patient_key (
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    key uuid not null default gen_random_uuid(),
    primary key (clinic, patient)
);

-- Who was erased a moment ago: nothing that was under way for them may be stored after them.
create table erasure_fence (
    clinic text not null check (clinic <> ''),
    patient_digest bytea not null,
    stands_until timestamptz not null,
    primary key (clinic, patient_digest)
);

-- Who did what, when, from where. Each entry of a clinic holds the hash of the one before.
create table audit (
    clinic text not null check (clinic <> ''),
    seq bigint not null check (seq > 0),
    at timestamptz not null,
    actor text not null,
    client text not null,
    roles text not null,
    address text not null,
    trace_id text not null,
    act text not null,
    record_type text not null,
    record_id text not null,
    record_version text not null,
    -- A pseudonym; empty when the act was about nobody, or the person has been erased.
    patient text not null,
    hash bytea not null,
    primary key (clinic, seq)
);

create index audit_by_patient on audit (clinic, patient, seq) where patient <> '';
create index audit_by_record on audit (clinic, record_id, seq);

alter table patient_key enable row level security;
alter table patient_key force row level security;
alter table erasure_fence enable row level security;
alter table erasure_fence force row level security;
alter table audit enable row level security;
alter table audit force row level security;

create policy own_clinic on patient_key
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));
create policy own_clinic on erasure_fence using (clinic = current_setting('scapula.clinic', true));
create policy own_clinic on audit using (clinic = current_setting('scapula.clinic', true));

grant select on audit to ${service};

create function refuse_audit_change() returns trigger language plpgsql as
$$
begin
    raise exception 'The audit is only ever added to';
end
$$;

create trigger audit_is_only_added_to before update or delete or truncate on audit
    for each statement execute function refuse_audit_change();

create function patient_lock(patient text) returns bigint
    language sql stable set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select hashtextextended('patient ' || current_setting('scapula.clinic') || ' ' || patient, 0)
$$;

create function patient_digest(patient text) returns bytea
    language sql stable set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select sha256(convert_to(current_setting('scapula.clinic') || ' ' || patient, 'UTF8'))
$$;

-- The first thing of every transaction.
create function enter(clinic text, patient text) returns void
    language sql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select set_config('scapula.clinic', clinic, true), set_config('scapula.patient', patient, true)
$$;

-- The first thing of a transaction that stores something about a patient. False: they were erased a moment ago.
create function enter_to_write(clinic text, scope text, patient text) returns boolean
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(clinic, scope);
    -- Shared among writers; an erasure waits for them, and they for it.
    perform pg_advisory_xact_lock_shared(patient_lock(patient));
    if exists (
        select from erasure_fence f
        where f.clinic = enter_to_write.clinic and f.patient_digest = patient_digest(patient)
            and f.stands_until > clock_timestamp())
    then
        return false;
    end if;
    insert into patient_key as k (clinic, patient) values (enter_to_write.clinic, enter_to_write.patient)
        on conflict do nothing;
    return true;
end
$$;

create function pseudonym(of_patient text) returns text
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select coalesce((
        select left(encode(sha256(convert_to(k.key || ' ' || k.patient, 'UTF8')), 'hex'), 32)
        from patient_key k
        where k.clinic = current_setting('scapula.clinic', true) and k.patient = of_patient), '')
$$;

-- What an entry's hash is made of: every field with its length before it, so that none can flow into the next.
create function audit_text(variadic fields text[]) returns bytea
    language sql immutable set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select convert_to(string_agg(octet_length(field) || ':' || field, ',' order by place), 'UTF8')
    from unnest(fields) with ordinality as f (field, place)
$$;

-- The last thing of a transaction: entries of one clinic wait for one another from here to the commit.
-- An actor or an address that is the patient's own is kept as the pseudonym and the network only.
create function audit_note(
    actor text, client text, roles text, address text, trace_id text,
    act text, record_type text, record_id text, record_version text, patient text, by_patient boolean)
    returns void
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    of_clinic constant text := current_setting('scapula.clinic');
    named constant text := pseudonym(patient);
    who constant text := case when by_patient then 'patient ' || named else actor end;
    last audit;
    moment constant timestamptz := clock_timestamp();
begin
    perform pg_advisory_xact_lock(hashtextextended('audit ' || '${flyway:defaultSchema}' || ' ' || of_clinic, 0));
    select * into last from audit a where a.clinic = of_clinic order by a.seq desc limit 1;
    insert into audit values (
        of_clinic, coalesce(last.seq, 0) + 1, moment, who, client, roles, address, trace_id,
        act, record_type, record_id, record_version, named,
        sha256(coalesce(last.hash, ''::bytea) || audit_text(
            of_clinic, (coalesce(last.seq, 0) + 1)::text, (extract(epoch from moment) * 1000000)::bigint::text,
            who, client, roles, address, trace_id, act, record_type, record_id, record_version, named)));
end
$$;

-- Before the service removes a patient's rows: waits for writers, and keeps new ones out for a minute, which is longer
-- than anything that is under way can take (transactions end after 30 seconds).
create function begin_erasure(patient text) returns void
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform pg_advisory_xact_lock(patient_lock(patient));
    delete from erasure_fence f where f.stands_until < clock_timestamp();
    insert into erasure_fence values (current_setting('scapula.clinic'), patient_digest(patient), clock_timestamp() + interval '1 minute')
        on conflict on constraint erasure_fence_pkey do update set stands_until = excluded.stands_until;
end
$$;

-- After the rows and the tombstone: the audit's last way to the person.
create function end_erasure(of_patient text) returns void
    language sql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    delete from patient_key k where k.clinic = current_setting('scapula.clinic') and k.patient = of_patient
$$;

revoke execute on all functions in schema ${flyway:defaultSchema} from public;
grant execute on function enter, enter_to_write, pseudonym, audit_note, begin_erasure, end_erasure to ${service};
