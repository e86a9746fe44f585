-- Systems of a clinic that say when something changed there. What they say is never believed: it is a mark that something
-- is to be read again.
create table notice_source (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    system text not null check (system ~ '^[a-z0-9-]{1,40}$'),
    revision integer not null check (revision > 0),
    -- Secrets are worked out from the operator's key, the id and this number; none is stored.
    secret_generation integer not null check (secret_generation > 0),
    -- So long the secret of the generation before is good, too.
    previous_until timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by text not null
);

create index notice_source_by_clinic on notice_source (clinic, id);

alter table notice_source enable row level security;
alter table notice_source force row level security;
create policy own_clinic on notice_source using (clinic = current_setting('scapula.clinic', true));

-- Whose room a notice is for must be known before its signature can be checked; nothing else stands outside the walls.
create table notice_door (
    source uuid primary key references notice_source (id) on delete cascade,
    clinic text not null check (clinic <> '')
);

-- Which messages were heard: each counts once.
create table notice_heard (
    source uuid not null references notice_source (id) on delete cascade,
    clinic text not null check (clinic <> ''),
    message text not null check (length(message) <= 200),
    at timestamptz not null,
    primary key (source, message)
);

create index notice_heard_at on notice_heard (clinic, at);

alter table notice_heard enable row level security;
alter table notice_heard force row level security;
create policy own_clinic on notice_heard using (clinic = current_setting('scapula.clinic', true));

-- What is to be read again: ids of another system. Outside the walls, because whoever reads looks for all clinics.
create table notice_mark (
    source uuid not null references notice_source (id) on delete cascade,
    resource_type text not null check (resource_type ~ '^[A-Za-z][A-Za-z0-9-]{0,63}$'),
    resource_id text not null check (resource_id ~ '^[A-Za-z0-9._:-]{1,128}$'),
    clinic text not null check (clinic <> ''),
    system text not null,
    -- Rises when it is marked again meanwhile: then having read it before does not count.
    version bigint not null,
    since timestamptz not null,
    due_at timestamptz not null,
    primary key (source, resource_type, resource_id)
);

create index mark_due on notice_mark (clinic, due_at);

create function notice_source_of(of_source uuid)
    returns table (clinic text, generation integer, previous_until timestamptz)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_column
declare
    whose text;
begin
    select d.clinic into whose from notice_door d where d.source = of_source;
    if whose is null then
        return;
    end if;
    perform enter(whose, '*');
    return query select s.clinic, s.secret_generation, s.previous_until from notice_source s where s.id = of_source;
end
$$;

-- False: it was heard before. A message without an id is heard each time.
create function hear_notice(of_clinic text, scope text, of_source uuid, message text, types text[], ids text[])
    returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, scope);
    if message <> '' then
        insert into notice_heard as h (source, clinic, message, at)
            values (of_source, of_clinic, message, clock_timestamp()) on conflict do nothing;
        if not found then
            return false;
        end if;
    end if;
    insert into notice_mark as m (source, resource_type, resource_id, clinic, system, version, since, due_at)
        select of_source, r.type, r.id, of_clinic, s.system, 1, clock_timestamp(), clock_timestamp()
        from (select distinct u.type, u.id from unnest(types, ids) u (type, id)) r
        join notice_source s on s.id = of_source
        order by r.type, r.id
        on conflict on constraint notice_mark_pkey do update
            set version = m.version + 1, due_at = excluded.due_at;
    return true;
end
$$;

-- For one reader; others skip it until the lease is over.
create function take_marks(of_clinic text, most integer, lease_for interval)
    returns table (source uuid, system text, resource_type text, resource_id text, version bigint, since timestamptz)
    language sql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    with free as (
        select m.source, m.resource_type, m.resource_id from notice_mark m
        where m.clinic = of_clinic and m.due_at <= now()
        order by m.due_at limit most for update skip locked)
    update notice_mark m set due_at = clock_timestamp() + lease_for
    from free f
    where (m.source, m.resource_type, m.resource_id) = (f.source, f.resource_type, f.resource_id)
    returning m.source, m.system, m.resource_type, m.resource_id, m.version, m.since
$$;

-- Of a clinic, messages that nobody sends again any more, and marks for which there is no reader.
create function forget_notices(of_clinic text, before timestamptz) returns void
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, '*');
    delete from notice_heard h where h.clinic = of_clinic and h.at < before;
    delete from notice_mark m where m.clinic = of_clinic and m.since < before;
end
$$;

grant select, insert, update, delete on notice_source, notice_mark to ${service};
grant select, insert, delete on notice_door, notice_heard to ${service};
revoke execute on function notice_source_of, hear_notice, take_marks, forget_notices from public;
grant execute on function notice_source_of, hear_notice, take_marks, forget_notices to ${service};
